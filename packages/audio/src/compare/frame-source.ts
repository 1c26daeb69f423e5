/** Interleaved values of frames: 32 bits are exact for integers of up to 24 bits, and for 32-bit floats. */
export type FrameValues = Float32Array | Float64Array;

/** The frames of an audio file, to be read in any order. Values are in −1…1, exact for every integer format. */
export interface FrameSource {
  readonly frames: number;
  readonly channels: number;
  /** Hertz. */
  readonly sampleRate: number;
  /** The smallest step between two values: 2^(1 − bits) for integers, 0 for floats. */
  readonly step: number;
  /** Interleaved values of frames that exist; valid until the next call. */
  read(startFrame: number, frameCount: number): FrameValues;
}

/** Frames that are in memory already, interleaved. */
export function toFrameSource(
  values: FrameValues,
  { channels, sampleRate, step }: Pick<FrameSource, 'channels' | 'sampleRate' | 'step'>,
): FrameSource {
  return {
    frames: values.length / channels,
    channels,
    sampleRate,
    step,
    read: (startFrame, frameCount) => values.subarray(startFrame * channels, (startFrame + frameCount) * channels),
  };
}
