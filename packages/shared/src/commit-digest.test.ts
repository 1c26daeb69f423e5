import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CommitContent, formatCanonicalJson, formatCommitContent } from './commit-digest.ts';
import type { JsonValue } from './generation-params.ts';

const content: CommitContent = {
  parentDigest: null,
  mergeParentDigest: null,
  authorName: 'someone',
  message: 'first',
  bpm: 127.5,
  keySignature: 'Am',
  generationParams: { b: 1, a: 2 },
  createdAt: '2026-01-02T03:04:05.678Z',
  stems: [
    {
      trackId: '0f8b2c3e-6a51-4a3e-9d53-0c1f5a1b2c3d',
      name: 'Bass',
      stemType: 'bass',
      audioDigest: 'a'.repeat(64),
      gainDb: 0,
      pan: 0,
      muted: false,
      generationParams: null,
    },
  ],
};

describe('canonical JSON', () => {
  it('does not depend on the order of keys', () => {
    expect(formatCanonicalJson({ b: [1, { d: 2, c: 3 }], a: null })).toBe('{"a":null,"b":[1,{"c":3,"d":2}]}');
  });

  it('says the same as JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as JsonValue;
        expect(JSON.parse(formatCanonicalJson(plain))).toEqual(plain);
      }),
    );
  });
});

describe('the content of a commit', () => {
  it('does not depend on the order of generation parameters', () => {
    const swapped = { ...content, generationParams: { a: 2, b: 1 } };
    expect(formatCommitContent(swapped)).toBe(formatCommitContent(content));
  });

  it.each(Object.keys(content) as (keyof CommitContent)[])('depends on %s', (key) => {
    const other = { ...content, [key]: key === 'stems' ? [] : 'other' } as CommitContent;
    expect(formatCommitContent(other)).not.toBe(formatCommitContent(content));
  });

  it('leaves out whatever else a row carries', () => {
    const row = { ...content, id: 'x', stems: content.stems.map((stem) => ({ ...stem, id: 'y' })) };
    expect(formatCommitContent(row)).toBe(formatCommitContent(content));
  });
});
