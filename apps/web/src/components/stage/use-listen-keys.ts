import { useEffect, useRef } from 'react';
import { findAction, type KeyTargets, keepsKey } from './listen-keys.ts';

/** Makes the keys of the listening panel work wherever the focus is on the page. */
export function useListenKeys(targets: KeyTargets): void {
  const latest = useRef(targets);
  useEffect(() => {
    latest.current = targets;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (keepsKey(event.target, event.key)) return;
      const action = findAction(event.key);
      if (action === null || latest.current.player.getSnapshot().status === 'empty') return;
      event.preventDefault();
      action(latest.current, event);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
