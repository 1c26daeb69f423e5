import { redirect } from '@tanstack/react-router';
import { sessionOptions } from '../api/session.ts';
import type { RouterContext } from './context.ts';

interface Guarded {
  context: RouterContext;
  location: { href: string };
}

/** A guard for pages of signed-in people: a visitor signs in first, and comes back to the page that was asked for. */
export async function requireSession({ context, location }: Guarded): Promise<void> {
  const user = await context.queryClient.ensureQueryData(sessionOptions(context.client));
  if (user === null) throw redirect({ to: '/sign-in', search: { returnTo: location.href } });
}
