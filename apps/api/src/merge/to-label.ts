import type { CommitModel } from '@beatflow/db';

const HEXADECIMAL = /^[0-9a-f-]{7,64}$/i;

/** What a side of a merge is called: the name that somebody gave it, or the beginning of its digest. */
export function toLabel(ref: string, { id, digest }: CommitModel): string {
  const text = ref.toLowerCase();
  const isCommit = HEXADECIMAL.test(ref) && (id === text || digest.startsWith(text));
  return isCommit ? digest.slice(0, 7) : ref;
}
