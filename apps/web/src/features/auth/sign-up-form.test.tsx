// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { refuse, renderPage } from '../../testing/render-page.tsx';
import { SignUpForm } from './sign-up-form.tsx';

async function fillIn(username = 'ada') {
  await userEvent.type(await screen.findByLabelText('Username'), username);
  await userEvent.type(screen.getByLabelText('E-mail'), 'ada@example.org');
  await userEvent.type(screen.getByLabelText('Password'), 'a long password');
  await userEvent.click(screen.getByRole('button', { name: 'Create account' }));
}

test('what breaks the rules of the contract is said at its field and never sent', async () => {
  const { asked } = renderPage(<SignUpForm />);
  await fillIn('No Capitals');
  expect(await screen.findByText(/A username is made of/)).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByLabelText('Username'));
  expect(asked).toEqual([]);
});

test('a taken name is said at the name, a known e-mail address at the address', async () => {
  renderPage(<SignUpForm />, { 'account.signUp': refuse('email-taken', 'There is already an account.') });
  await fillIn();
  expect(await screen.findByText('There is already an account.')).toBeTruthy();
  expect(screen.getByLabelText('E-mail').getAttribute('aria-invalid')).toBe('true');
});

test('a failure that concerns no field is told above the form, with the id of the request', async () => {
  renderPage(<SignUpForm />, { 'account.signUp': refuse('internal', 'Something went wrong on the server.') });
  await fillIn();
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('Something went wrong on the server.');
  expect(alert.textContent).toContain('request-1');
});
