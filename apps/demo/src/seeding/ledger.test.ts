import { expect, it } from 'vitest';
import { formatLedger, parseLedger } from './ledger.ts';

it('a ledger reads back what was written, and nothing from its own preface', () => {
  const entries = new Map([
    ['night-drive', 'complete'],
    ['paper-lanterns', 'begun'],
  ] as const);
  expect(parseLedger(formatLedger(entries))).toEqual(entries);
  expect(parseLedger(formatLedger(new Map()))).toEqual(new Map());
  expect(parseLedger('')).toEqual(new Map());
});
