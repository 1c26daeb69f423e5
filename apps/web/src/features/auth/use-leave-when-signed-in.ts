import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useSession } from '../../api/session.ts';

/** Goes on to where somebody wanted to be as soon as they are signed in, also when they already were. */
export function useLeaveWhenSignedIn(returnTo = '/'): void {
  const { user } = useSession();
  const router = useRouter();
  const isSignedIn = user !== undefined && user !== null;

  useEffect(() => {
    if (isSignedIn) router.history.replace(returnTo);
  }, [isSignedIn, returnTo, router]);
}
