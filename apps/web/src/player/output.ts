import type { DeckShape, TapeCommand, TapeReport } from './tape/tape-messages.ts';

export interface StereoLevels {
  left: number;
  right: number;
}

export interface StripSettings {
  /** One or two. */
  readonly channels: number;
  /** Linear; negative turns the sound upside down. */
  readonly gain: number;
  /** −1 left … 1 right. */
  readonly pan: number;
}

/** One stem's way through the mixer: volume, pan, meter. Changes of volume and pan are ramped, so that they do not click. */
export interface Strip {
  setGain(linear: number): void;
  setPan(pan: number): void;
  /** Peak of the last moments behind volume and pan, 1 is full scale. */
  readLevels(into: StereoLevels): void;
  dispose(): void;
}

/** Where the sound goes: a tape, the mixer behind it, and the clock of both, which counts frames and is the only clock of the player. */
export interface AudioOutput {
  readonly sampleRate: number;
  /** The frame that is rendered next. */
  currentFrame(): number;
  /** The frame that is heard now: earlier than `currentFrame` by the latency of the device. */
  heardFrame(): number;
  /** Puts a deck on the tape, with a strip for each of its stems. */
  insert(deck: number, shape: DeckShape, settings: readonly StripSettings[]): Strip[];
  /** Tells the tape something. Commands are followed in order; the planes of a block belong to the tape from now on. */
  send(command: TapeCommand): void;
  onReport(listener: (report: TapeReport) => void): void;
  setMasterGain(linear: number): void;
  readMasterLevels(into: StereoLevels): void;
  /** Called from a click: browsers let sound begin only then. Rejects when there is no sound to be had. */
  resume(): Promise<void>;
  /** Nothing will play for a while. */
  rest(): void;
  dispose(): void;
}

export interface AudioBackend {
  open(sampleRate: number): AudioOutput;
  /** Fetches ahead of time what `open` will need. */
  warm(): void;
}
