/** Decoded audio in the form the output plays. Made once per block; it holds the only copy. */
export interface OutputBuffer {
  readonly frames: number;
  readonly channels: number;
  readonly bytes: number;
}

export interface StereoLevels {
  left: number;
  right: number;
}

/** One continuous stretch of playing on one strip. What is played on it ends together. */
export interface Lane {
  /** Plays `frames` frames of the buffer from `offset`, the first of them exactly at output frame `atFrame`. */
  play(buffer: OutputBuffer, atFrame: number, offset: number, frames: number): void;
  /** Ends at `atFrame`, to the frame when `fadeFrames` is 0, else after a fade of that length. Nothing plays on it afterwards. */
  close(atFrame: number, fadeFrames: number): void;
}

/** One stem's way through the mixer: volume, pan, meter. Changes of volume and pan are ramped, so that they do not click. */
export interface Strip {
  openLane(atFrame: number, fadeInFrames: number): Lane;
  setGain(linear: number): void;
  setPan(pan: number): void;
  /** Peak of the last moments behind volume and pan, 1 is full scale. */
  readLevels(into: StereoLevels): void;
  dispose(): void;
}

/** Where the sound goes. Its clock counts frames and is the only clock of the player. */
export interface AudioOutput {
  readonly sampleRate: number;
  /** The frame that is rendered next. */
  currentFrame(): number;
  /** The frame that is heard now: earlier than `currentFrame` by the latency of the device. */
  heardFrame(): number;
  createStrip(options: { channels: number; gain: number; pan: number }): Strip;
  setMasterGain(linear: number): void;
  readMasterLevels(into: StereoLevels): void;
  /** Called from a click: browsers let sound begin only then. */
  resume(): Promise<void>;
  /** Nothing will play for a while. */
  rest(): void;
  dispose(): void;
}

export interface AudioBackend {
  createBuffer(channels: Float32Array[], sampleRate: number): OutputBuffer;
  open(sampleRate: number): AudioOutput;
}
