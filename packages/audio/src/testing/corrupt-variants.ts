import { createRandom } from './synthesise.ts';
import { joinBytes } from './write-chunks.ts';

/** A valid file with something wrong in it. */
export interface CorruptVariant {
  /** What was done, for the message of a failing test. */
  name: string;
  bytes: Uint8Array;
}

type Damage = (bytes: Uint8Array, random: Random) => CorruptVariant;
interface Random {
  below(limit: number): number;
  pick<T>(values: readonly T[]): T;
}

/** The numbers that headers lie with. */
const lies = [0, 1, 2, 7, 255, 65_535, 0x7fff_ffff, 0x8000_0000, 0xffff_fff0, 0xffff_ffff];
/** Where the headers of all formats lie. */
const headerBytes = 256;

const damages: readonly Damage[] = [
  function truncate(bytes, random) {
    const length = random.below(bytes.length);
    return { name: `cut after ${length} bytes`, bytes: bytes.slice(0, length) };
  },
  function flipBits(bytes, random) {
    const damaged = bytes.slice();
    const count = 1 + random.below(16);
    for (let i = 0; i < count; i++) damaged[random.below(bytes.length)]! ^= 1 << random.below(8);
    return { name: `${count} bits flipped`, bytes: damaged };
  },
  function flipHeaderBits(bytes, random) {
    const damaged = bytes.slice();
    const at = random.below(Math.min(headerBytes, bytes.length));
    damaged[at]! ^= 1 << random.below(8);
    return { name: `a bit of byte ${at} flipped`, bytes: damaged };
  },
  function lieInHeader(bytes, random) {
    const damaged = bytes.slice();
    const at = 2 * random.below(Math.max(1, Math.min(headerBytes, bytes.length - 4) / 2));
    const lie = random.pick(lies);
    new DataView(damaged.buffer).setUint32(at, lie, random.below(2) === 0);
    return { name: `number at ${at} made ${lie}`, bytes: damaged };
  },
  function lieAnywhere(bytes, random) {
    const damaged = bytes.slice();
    const at = random.below(Math.max(1, bytes.length - 4));
    const lie = random.pick(lies);
    new DataView(damaged.buffer).setUint32(at, lie, random.below(2) === 0);
    return { name: `number at ${at} made ${lie}`, bytes: damaged };
  },
  function remove(bytes, random) {
    const at = random.below(bytes.length);
    const length = 1 + random.below(Math.min(5000, bytes.length - at));
    return {
      name: `${length} bytes taken out at ${at}`,
      bytes: joinBytes([bytes.subarray(0, at), bytes.subarray(at + length)]),
    };
  },
  function splice(bytes, random) {
    const from = random.below(bytes.length);
    const piece = bytes.subarray(from, from + 1 + random.below(2000));
    const at = random.below(bytes.length);
    return {
      name: `${piece.length} bytes from ${from} put in at ${at}`,
      bytes: joinBytes([bytes.subarray(0, at), piece, bytes.subarray(at)]),
    };
  },
  function overwriteWithNoise(bytes, random) {
    const damaged = bytes.slice();
    const at = random.below(bytes.length);
    const length = Math.min(bytes.length - at, 1 + random.below(3000));
    for (let i = at; i < at + length; i++) damaged[i] = random.below(256);
    return { name: `${length} bytes of noise at ${at}`, bytes: damaged };
  },
  function blank(bytes, random) {
    const damaged = bytes.slice();
    const at = random.below(bytes.length);
    const length = Math.min(bytes.length - at, 1 + random.below(3000));
    damaged.fill(random.pick([0, 255]), at, at + length);
    return { name: `${length} bytes blanked at ${at}`, bytes: damaged };
  },
];

/**
 * Damages a valid file in `count` ways: cut, bits flipped, sizes that lie, pieces taken out, put in and overwritten. The same seed
 * gives the same variants. A variant may by chance still be a valid file.
 */
export function* corruptVariants(bytes: Uint8Array, count: number, seed = 1): Generator<CorruptVariant> {
  const next = createRandom(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  const random: Random = { below, pick: (values) => values[below(values.length)]! };
  for (let i = 0; i < count; i++) yield damages[i % damages.length]!(bytes, random);
}
