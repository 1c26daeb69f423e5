import type { CommitSummary, RepositoryResponse } from '@beatflow/shared';
import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { canWrite } from '../../api/use-repository.ts';
import { fitLanes, ROW_HEIGHT } from './graph-geometry.ts';
import styles from './history-graph.module.css';
import { HistoryRow } from './history-row.tsx';
import type { CommitName } from './name-commits.ts';
import { useLanes } from './use-lanes.ts';
import { usePlace } from './use-place.ts';
import { useRowKeys } from './use-row-keys.ts';

interface HistoryGraphProps {
  repository: RepositoryResponse;
  pages: readonly (readonly CommitSummary[])[];
  names: ReadonlyMap<string, CommitName[]>;
  /** The branch or tag that the page is about, to stand out. */
  current: string | undefined;
  /** Whether the versions are those of a filter, between which no lines are drawn. */
  isNarrowed: boolean;
  hasMore: boolean;
  onNearEnd: () => void;
}

/** How far ahead of the reader the next page is asked for, in rows. */
const AHEAD = 40;
/** Pixels that the site's header covers. */
const HEADER_HEIGHT = 64;
/** Until the list is measured. */
const FIRST_WIDTH = 800;
const NO_NAMES: readonly CommitName[] = [];

/** The history as a graph; only what is in sight is drawn, however long it is. */
export function HistoryGraph(props: HistoryGraphProps) {
  const { repository, pages, names, current, isNarrowed, hasMore, onNearEnd } = props;
  const list = useRef<HTMLOListElement>(null);
  const place = usePlace(list);
  const commits = useMemo(() => pages.flat(), [pages]);
  const rows = useLanes(pages, repository.head?.id);
  const laneCount = useMemo(() => rows.reduce((most, row) => Math.max(most, row.width), 1), [rows]);
  const geometry = useMemo(
    () => fitLanes(isNarrowed ? 1 : laneCount, place.width || FIRST_WIDTH),
    [isNarrowed, laneCount, place.width],
  );
  const keys = useRowKeys(list, commits.length);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized over what it answers
  const virtualizer = useWindowVirtualizer({
    count: commits.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: place.top,
    scrollPaddingStart: HEADER_HEIGHT,
    scrollPaddingEnd: 16,
    // The row that Tab leads to stays, wherever the reader has scrolled to.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), keys.active])]
        .filter((index) => index < range.count)
        .sort(byNumber),
  });

  const last = virtualizer.range?.endIndex ?? 0;
  useEffect(() => {
    if (hasMore && last >= commits.length - AHEAD) onNearEnd();
  }, [hasMore, last, commits.length, onNearEnd]);

  return (
    <ol
      ref={list}
      className={styles.graph}
      style={{ height: virtualizer.getTotalSize() }}
      aria-label="Versions"
      onKeyDown={(event) => keys.move(event, (index) => virtualizer.scrollToIndex(index))}
      onFocus={keys.follow}
    >
      {virtualizer.getVirtualItems().map(({ index, start }) => {
        const commit = commits[index];
        if (!commit) return null;
        return (
          <HistoryRow
            key={commit.id}
            commit={commit}
            index={index}
            count={hasMore ? -1 : commits.length}
            top={start - place.top}
            lanes={isNarrowed ? undefined : rows[index]}
            geometry={geometry}
            names={names.get(commit.id) ?? NO_NAMES}
            owner={repository.ownerUsername}
            song={repository.name}
            defaultBranch={repository.defaultBranch}
            current={current}
            canWrite={canWrite(repository)}
            isActive={index === keys.active}
          />
        );
      })}
    </ol>
  );
}

function byNumber(a: number, b: number): number {
  return a - b;
}
