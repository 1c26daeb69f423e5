import { BeatflowError } from '@beatflow/shared';
import { expect, test } from 'vitest';
import { describeFailure } from './describe-failure.ts';

test('a short digest that fits several versions is answered with all of them', () => {
  const candidates = [
    { id: '1', digest: 'abcdef0123456789', message: 'first take' },
    {
      id: '2',
      digest: 'abcdef0fedcba987',
      message: `a message that goes on for longer than a line of a terminal\nand more`,
    },
  ];
  const failure = describeFailure(new BeatflowError('ref-ambiguous', { ref: 'abcdef0', candidates }));
  expect(failure).toMatchObject({ exit: 'usage', facts: { candidates } });
  expect(failure.next).toBe(
    'It may be abcdef012345 “first take” or abcdef0fedcb “a message that goes on for longer than …”.',
  );
});

test('every other refusal says what to do next', () => {
  expect(describeFailure(new BeatflowError('name-taken'))).toMatchObject({
    exit: 'conflict',
    next: 'Choose another name.',
  });
});
