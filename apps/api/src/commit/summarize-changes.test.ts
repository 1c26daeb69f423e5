import { expect, test } from 'vitest';
import type { StemContent } from './stem-content.ts';
import { type Snapshot, summarizeChanges } from './summarize-changes.ts';

function stem(name: string, changes: Partial<StemContent> = {}): StemContent {
  const plain = {
    stemType: 'other' as const,
    audioDigest: name,
    gainDb: 0,
    pan: 0,
    muted: false,
    generationParams: null,
  };
  return { trackId: name, name, ...plain, ...changes };
}

function version(stems: StemContent[], details: Partial<Snapshot> = {}): Snapshot {
  return { bpm: null, keySignature: null, stems, ...details };
}

test.each([
  [null, version([stem('drums'), stem('bass')]), 'First version: drums, bass'],
  [null, version([]), 'First version'],
  [version([stem('drums')]), version([stem('drums'), stem('bass')]), 'Added bass'],
  [version([stem('drums'), stem('bass')]), version([stem('bass')]), 'Removed drums'],
  [version([stem('drums')]), version([stem('drums', { audioDigest: 'new' })]), 'Replaced drums'],
  [version([stem('vox')]), version([stem('vox', { name: 'lead' })]), 'Renamed vox → lead'],
  [version([stem('bass')]), version([stem('bass', { gainDb: -2 })]), 'Remixed bass'],
  [version([]), version([], { bpm: 90, keySignature: 'Am' }), 'Tempo 90 bpm · Key Am'],
  [version([], { bpm: 90 }), version([]), 'Tempo cleared'],
  [version([stem('a'), stem('b')]), version([stem('b'), stem('a')]), 'Details changed'],
])('what changed is said in a few words', (before, after, summary) => {
  expect(summarizeChanges(before, after)).toBe(summary);
});

test('a long list ends before the longest message', () => {
  const stems = Array.from({ length: 256 }, (_, index) => stem(`stem number ${index}`));
  const summary = summarizeChanges(null, version(stems));
  expect(summary.length).toBeLessThanOrEqual(500);
  expect(summary.endsWith('…')).toBe(true);
});
