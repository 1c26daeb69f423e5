import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Mix } from './comparison.ts';

const route = getRouteApi('/$owner/$name/compare');

/** What is heard, as the address has it. */
export function useMix() {
  const mix: Mix = route.useSearch({ select: (search) => search.mix }) ?? 'after';
  const isMatched = route.useSearch({ select: (search) => search.match }) ?? false;
  const navigate = route.useNavigate();
  const setMix = useCallback(
    (next: Mix) =>
      void navigate({
        search: (search) => ({ ...search, mix: next === 'after' ? undefined : next }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  const setMatched = useCallback(
    (next: boolean) =>
      void navigate({
        search: (search) => ({ ...search, match: next ? true : undefined }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  return { mix, isMatched, setMix, setMatched };
}
