import { useEffect } from 'react';

/** Names the page in the browser's tab; `undefined` while the name is not known yet. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    if (title !== undefined) document.title = title === '' ? 'BeatFlow' : `${title} · BeatFlow`;
  }, [title]);
}
