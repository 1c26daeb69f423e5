import type { LaneRow } from '@beatflow/history';
import type { CommitSummary } from '@beatflow/shared';
import { useMemo, useState } from 'react';
import { layOutPages } from './lay-out-pages.ts';

/** The rows of all pages as lanes; a page that arrives costs only itself. */
export function useLanes(pages: readonly (readonly CommitSummary[])[]): LaneRow[] {
  const [known, setKnown] = useState(() => ({ pages, layouts: layOutPages(pages) }));
  if (known.pages !== pages) setKnown({ pages, layouts: layOutPages(pages, known.layouts) });
  return useMemo(() => known.layouts.flatMap(({ rows }) => rows), [known]);
}
