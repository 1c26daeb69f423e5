import { bpm as bpmSchema } from '../bpm.ts';
import { parseKeySignature } from '../key-signature.ts';
import { readBpmMark, readKeyMark } from './clean-name.ts';

/** Tempo and key, where file names tell them and none contradicts. */
export function guessSong(paths: readonly string[]): { bpm: number | null; keySignature: string | null } {
  const bpms = new Set(paths.map(readBpmMark).filter((bpm) => bpmSchema.safeParse(bpm).success));
  const keys = new Set(paths.map((path) => parseKeySignature(readKeyMark(path) ?? '')).filter((key) => key !== null));
  return { bpm: onlyOne(bpms), keySignature: onlyOne(keys) };
}

function onlyOne<T>(values: Set<T | null>): T | null {
  return values.size === 1 ? ([...values][0] ?? null) : null;
}
