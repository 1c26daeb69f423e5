import { bpm as bpmSchema, parseKeySignature } from '@beatflow/shared';

/** Message, tempo and key as they stand in their fields. */
export interface SongDraft {
  message: string;
  bpm: string;
  keySignature: string;
}

export interface SongValues {
  message: string;
  bpm: number | null;
  keySignature: string | null;
}

/** The part of a version that the fields are filled from. */
export type SongFacts = Omit<SongValues, 'message'>;

export const noFacts: SongFacts = { bpm: null, keySignature: null };

export function startDraft(facts: SongFacts): SongDraft {
  return { message: '', bpm: facts.bpm === null ? '' : String(facts.bpm), keySignature: facts.keySignature ?? '' };
}

/** The draft with facts in those of its fields that are empty. */
export function fillDraft(draft: SongDraft, facts: SongFacts): SongDraft {
  const filled = startDraft(facts);
  return {
    message: draft.message,
    bpm: draft.bpm || filled.bpm,
    keySignature: draft.keySignature || filled.keySignature,
  };
}

/** What the fields mean, or per field the sentence that says what is wrong. A decimal comma is understood. */
export function readDraft(draft: SongDraft): { values: SongValues; errors: Partial<Record<keyof SongDraft, string>> } {
  const errors: Partial<Record<keyof SongDraft, string>> = {};
  const message = draft.message.trim();
  if (message.length > 500) errors.message = `A message has at most 500 characters; this has ${message.length}.`;

  const bpmText = draft.bpm.trim().replace(',', '.');
  const bpm = bpmText === '' ? null : Number(bpmText);
  const bpmResult = bpm === null ? null : bpmSchema.safeParse(bpm);
  if (bpmResult && !bpmResult.success) errors.bpm = bpmResult.error.issues[0]!.message;

  const keyText = draft.keySignature.trim();
  const keySignature = keyText === '' ? null : parseKeySignature(keyText);
  if (keyText !== '' && keySignature === null) errors.keySignature = 'A key is written like C, F#m or Bb.';
  return { values: { message, bpm, keySignature }, errors };
}

/** The draft on top of another version: a field that the person left alone follows that version. */
export function rebaseDraft(draft: SongDraft, base: SongFacts, theirs: SongFacts): SongDraft {
  const { values } = readDraft(draft);
  const next = startDraft(theirs);
  const leftAlone = {
    bpm: values.bpm === base.bpm && (draft.bpm.trim() !== '' || base.bpm === null),
    keySignature:
      values.keySignature === base.keySignature && (draft.keySignature.trim() !== '' || base.keySignature === null),
  };
  return {
    message: draft.message,
    bpm: leftAlone.bpm ? next.bpm : draft.bpm,
    keySignature: leftAlone.keySignature ? next.keySignature : draft.keySignature,
  };
}
