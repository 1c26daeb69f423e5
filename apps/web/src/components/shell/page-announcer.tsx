import { VisuallyHidden } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { type RefObject, useEffect, useState } from 'react';

/**
 * After a navigation, moves the focus to the new page and says its name: a browser does both for a new document, and
 * nobody does for us. Changed filters are no new page.
 */
export function PageAnnouncer({ main }: { main: RefObject<HTMLElement | null> }) {
  const router = useRouter();
  const [name, setName] = useState('');

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = router.subscribe('onRendered', ({ fromLocation, toLocation }) => {
      if (!fromLocation || fromLocation.pathname === toLocation.pathname) return;
      if (!toLocation.hash) main.current?.focus({ preventScroll: true });
      clearTimeout(timer);
      // The page names itself a moment after it is drawn.
      timer = setTimeout(() => setName(document.title), 300);
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [router, main]);

  return (
    <VisuallyHidden aria-live="polite" role="status">
      {name}
    </VisuallyHidden>
  );
}
