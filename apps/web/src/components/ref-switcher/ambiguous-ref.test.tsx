// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { RequestError } from '../../api/request-error.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { AmbiguousRef } from './ambiguous-ref.tsx';

test('every version that the digits fit is offered, with as many digits as tell them apart', async () => {
  const candidates = [
    { id: 'one', digest: 'abcdef012345', message: 'Louder drums' },
    { id: 'two', digest: 'abcdef012999', message: '' },
  ];
  const facts = { reason: 'ref-ambiguous', message: 'Please give more digits.', requestId: null } as const;
  const error = new RequestError({ ...facts, data: { ref: 'abcdef0', candidates } });
  const onChoose = vi.fn();
  renderPage(<AmbiguousRef error={error} onChoose={onChoose} />);
  expect(await screen.findByRole('heading', { name: '“abcdef0” fits more than one version' })).toBeTruthy();
  expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
    'abcdef0123 Louder drums',
    'abcdef0129 A version without a message',
  ]);
  await userEvent.click(screen.getByRole('button', { name: /abcdef0129/ }));
  expect(onChoose).toHaveBeenCalledExactlyOnceWith('two');
});
