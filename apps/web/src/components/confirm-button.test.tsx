// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { renderPage } from '../testing/render-page.tsx';
import { ConfirmButton } from './confirm-button.tsx';

async function renderButton() {
  const confirm = vi.fn();
  renderPage(
    <ConfirmButton label="Remove ada" question="Really remove?" onConfirm={confirm}>
      Remove
    </ConfirmButton>,
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Remove ada' }));
  return confirm;
}

test('one click asks, the second does it', async () => {
  const confirm = await renderButton();
  expect(confirm).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('button', { name: /Really remove/ }));
  expect(confirm).toHaveBeenCalledOnce();
});

test('Escape takes the question back', async () => {
  const confirm = await renderButton();
  await userEvent.keyboard('{Escape}');
  expect(screen.getByRole('button', { name: 'Remove ada' })).toBeTruthy();
  expect(confirm).not.toHaveBeenCalled();
});
