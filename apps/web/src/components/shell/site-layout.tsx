import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useRef } from 'react';
import { firstMessage } from '../notify.ts';
import { PageAnnouncer } from './page-announcer.tsx';
import { SiteHeader } from './site-header.tsx';
import styles from './site-layout.module.css';

// Most pages are left before any message appears; the first one waits in its store until its place is drawn.
const Notifications = lazy(async () => {
  await firstMessage;
  return { default: (await import('@mantine/notifications')).Notifications };
});

/** What all pages share. */
export function SiteLayout() {
  const main = useRef<HTMLElement>(null);
  return (
    <>
      <a className={styles.skip} href="#main">
        Skip to the content
      </a>
      <SiteHeader />
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
      <PageAnnouncer main={main} />
      <Suspense>
        <Notifications position="bottom-right" />
      </Suspense>
    </>
  );
}
