import { expect, test } from 'vitest';
import { askUntilMeasured } from './ask-until-measured.ts';

const ask = askUntilMeasured((stems: boolean[]) => stems.map((isMeasured) => ({ isMeasured })));
const asked = (data: boolean[] | undefined, dataUpdateCount = 1) => ask({ state: { data, dataUpdateCount } });

test('what is being measured is asked for again soon, and after a while less often', () => {
  expect(asked([true, false])).toBe(1500);
  expect(asked([true, false], 20)).toBe(15_000);
});

test('what is measured, and what has not come yet, is not asked for again', () => {
  expect(asked([true, true])).toBe(false);
  expect(asked(undefined)).toBe(false);
});
