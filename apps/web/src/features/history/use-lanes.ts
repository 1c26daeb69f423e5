import type { LaneRow } from '@beatflow/history';
import type { CommitSummary } from '@beatflow/shared';
import { useMemo, useState } from 'react';
import { layOutPages } from './lay-out-pages.ts';

/** The rows of all pages as lanes; a page that arrives costs only itself. `firstId` has the first lane. */
export function useLanes(pages: readonly (readonly CommitSummary[])[], firstId: string | undefined): LaneRow[] {
  const [known, setKnown] = useState(() => ({ pages, firstId, layouts: layOutPages(pages, [], firstId) }));
  if (known.pages !== pages || known.firstId !== firstId) {
    const before = known.firstId === firstId ? known.layouts : [];
    setKnown({ pages, firstId, layouts: layOutPages(pages, before, firstId) });
  }
  return useMemo(() => known.layouts.flatMap(({ rows }) => rows), [known]);
}
