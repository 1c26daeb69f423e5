import { lazy, Suspense } from 'react';
import { useSession, wasSignedIn } from '../api/session.ts';
import { PageSkeleton } from '../components/page-skeleton.tsx';
// Part of the first files: a stranger's first look should not wait for one more.
import { WelcomePage } from '../features/welcome/welcome-page.tsx';

const HomePage = lazy(async () => ({ default: (await import('../features/home/home-page.tsx')).HomePage }));

/** The door: home for who is signed in, welcome for a visitor. Until the server answers, what it was the last time. */
export function StartPage() {
  const { user } = useSession();
  const isSignedIn = user === undefined ? wasSignedIn() : user !== null;
  return <Suspense fallback={<PageSkeleton />}>{isSignedIn ? <HomePage /> : <WelcomePage />}</Suspense>;
}
