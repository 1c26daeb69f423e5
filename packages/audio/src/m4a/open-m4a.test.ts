import { readFile } from 'node:fs/promises';
import { BeatflowError } from '@beatflow/shared';
import { describe, expect, test } from 'vitest';
import { analyzeAudio } from '../analyze-audio.ts';
import { bytesSource } from '../byte-source.ts';
import { fixtureUrl } from '../testing/index.ts';

describe('an M4A file', () => {
  // A demuxer that believes a count of four billion chunks walks through all of them.
  test('whose tables lie in any number is answered for quickly', { timeout: 120_000 }, async () => {
    const bytes = new Uint8Array(await readFile(fixtureUrl('song.m4a')));
    const start = Buffer.from(bytes).indexOf('moov') - 4;
    const outcomes = new Map<string, number>();
    for (const lie of [0xffff_ffff, 0x00ff_ffff]) {
      for (let at = start; at + 4 <= bytes.length; at += 2) {
        const damaged = bytes.slice();
        new DataView(damaged.buffer).setUint32(at, lie);
        const begin = performance.now();
        const outcome = await analyzeAudio(bytesSource(damaged)).then(
          () => 'ok',
          (error: unknown) => {
            if (!(error instanceof BeatflowError)) throw new Error(`${lie} at ${at - start}`, { cause: error });
            return error.reason;
          },
        );
        expect(performance.now() - begin, `${lie} at ${at - start}`).toBeLessThan(5000);
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
    }
    expect(outcomes.get('audio-inconsistent')).toBeGreaterThan(100);
  });

  test('in fragments is refused with a sentence', async () => {
    const bytes = new Uint8Array(await readFile(fixtureUrl('song.m4a')));
    const udta = Buffer.from(bytes).indexOf('udta');
    bytes.set([0x6d, 0x76, 0x65, 0x78], udta);
    await expect(analyzeAudio(bytesSource(bytes))).rejects.toThrow(/fragments/);
  });
});
