import { describe, expect, it } from 'vitest';
import { generationParams } from './generation-params.ts';

const nested = (levels: number): unknown => {
  let value: unknown = {};
  for (let level = 1; level < levels; level++) value = { inner: value };
  return value;
};
const accepts = (value: unknown) => generationParams.safeParse(value).success;

describe('generation parameters', () => {
  it('are any JSON object', () => {
    const params = { model: 'x', seed: 7, tags: ['a', null, true], nested: { deep: [1.5] } };
    expect(generationParams.parse(params)).toEqual(params);
  });

  it.each([[[]], ['text'], [7], [{ a: undefined }], [{ a: Number.NaN }], [{ a: 'nul\u0000' }], [{ a: () => 1 }]])(
    'are not %j',
    (value) => {
      expect(accepts(value)).toBe(false);
    },
  );

  it('have at most 32 levels', () => {
    expect(accepts(nested(32))).toBe(true);
    expect(accepts(nested(33))).toBe(false);
    expect(accepts(nested(100_000))).toBe(false);
  });

  it('have at most 64 KiB', () => {
    expect(accepts({ a: 'x'.repeat(65_536 - 8) })).toBe(true);
    expect(accepts({ a: 'x'.repeat(65_536 - 7) })).toBe(false);
    expect(accepts({ a: 'ü'.repeat(32_768) })).toBe(false);
  });
});
