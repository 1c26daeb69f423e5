import type { PcmSource } from './pcm-source.ts';

const MINUS_3_DB = Math.SQRT1_2;

/** Left and right gains per channel for the usual WAV orders (L R C LFE Ls Rs …); the LFE is left out as in ITU-R BS.775. */
const LAYOUTS: Record<number, readonly (readonly [number, number])[]> = {
  3: [
    [1, 0],
    [0, 1],
    [MINUS_3_DB, MINUS_3_DB],
  ],
  4: [
    [1, 0],
    [0, 1],
    [MINUS_3_DB, 0],
    [0, MINUS_3_DB],
  ],
  5: [
    [1, 0],
    [0, 1],
    [MINUS_3_DB, MINUS_3_DB],
    [MINUS_3_DB, 0],
    [0, MINUS_3_DB],
  ],
  6: [
    [1, 0],
    [0, 1],
    [MINUS_3_DB, MINUS_3_DB],
    [0, 0],
    [MINUS_3_DB, 0],
    [0, MINUS_3_DB],
  ],
};

function layoutOf(channels: number): readonly (readonly [number, number])[] {
  // Beyond 5.1 the order is anybody's guess: odd channels left, even channels right, at a level that cannot clip.
  const share = 2 / channels;
  return (
    LAYOUTS[channels] ??
    Array.from({ length: channels }, (_, i) => (i % 2 === 0 ? ([share, 0] as const) : ([0, share] as const)))
  );
}

/** Folds more than two channels to stereo; mono and stereo are returned as they are. */
function downmix(channels: Float32Array[]): Float32Array[] {
  if (channels.length <= 2) return channels;
  const left = new Float32Array(channels[0]!.length);
  const right = new Float32Array(left.length);
  for (const [index, [toLeft, toRight]] of layoutOf(channels.length).entries()) {
    const data = channels[index]!;
    for (let i = 0; i < data.length; i++) {
      left[i]! += data[i]! * toLeft;
      right[i]! += data[i]! * toRight;
    }
  }
  return [left, right];
}

/** The same source, heard through at most two channels. */
export function toStereoSource(source: PcmSource): PcmSource {
  if (source.channels <= 2) return source;
  return {
    sampleRate: source.sampleRate,
    channels: 2,
    frames: source.frames,
    readPiece: async (index, signal) => downmix(await source.readPiece(index, signal)),
  };
}
