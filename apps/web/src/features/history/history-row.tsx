import type { LaneRow } from '@beatflow/history';
import type { CommitSummary } from '@beatflow/shared';
import { IconPlayerPlay } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { commitTitle } from '../../components/commit-title.ts';
import { ShortDigest } from '../../components/short-digest.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { UserMark } from '../../components/user-mark.tsx';
import { CommitNames } from './commit-names.tsx';
import { type GraphGeometry, MARK_SIZE, ROW_HEIGHT } from './graph-geometry.ts';
import styles from './history-row.module.css';
import { laneColour } from './lane-colour.ts';
import { LaneLines } from './lane-lines.tsx';
import type { CommitName } from './name-commits.ts';
import { RowMore } from './row-more.tsx';

export interface HistoryRowProps {
  commit: CommitSummary;
  index: number;
  /** Negative while more versions may follow. */
  count: number;
  /** Pixels from the top of the list. */
  top: number;
  /** Absent in a list that is narrowed, where lines would connect what is not connected. */
  lanes: LaneRow | undefined;
  geometry: GraphGeometry;
  names: readonly CommitName[];
  owner: string;
  song: string;
  defaultBranch: string;
  current: string | undefined;
  canWrite: boolean;
  /** Whether Tab leads to this row. */
  isActive: boolean;
}

/** One version: its place in the graph, what, who, when, at what tempo and key; and a way to hear it. */
export const HistoryRow = memo(function Row(props: HistoryRowProps) {
  const { commit, index, count, top, lanes, geometry, names, owner, song, defaultBranch, current, isActive } = props;
  const params = { owner, name: song };
  const title = commitTitle(commit);
  const tabIndex = isActive ? 0 : -1;
  const left = geometry.xOf(lanes?.lane ?? 0) - MARK_SIZE / 2;
  return (
    <li
      className={styles.row}
      style={{ top, height: ROW_HEIGHT, paddingLeft: geometry.width + 4 }}
      data-index={index}
      aria-posinset={index + 1}
      aria-setsize={count}
    >
      {lanes && <LaneLines row={lanes} geometry={geometry} />}
      <span className={styles.mark} style={{ left, '--lane': lanes ? laneColour(lanes.lane) : 'transparent' }}>
        <UserMark username={commit.authorName} size={MARK_SIZE} />
      </span>
      <div className={styles.what}>
        <p className={styles.top}>
          <Link
            to="/$owner/$name/commit/$commitId"
            params={{ ...params, commitId: commit.id }}
            className={styles.title}
            tabIndex={tabIndex}
            data-main
          >
            {title}
          </Link>
          <CommitNames
            names={names}
            params={params}
            defaultBranch={defaultBranch}
            current={current}
            tabIndex={tabIndex}
          />
        </p>
        <p className={styles.facts}>
          <span className={styles.author}>{commit.authorName}</span>
          <TimeAgo at={commit.createdAt} />
          {commit.bpm !== null && <span className={`numeric ${styles.song}`}>{commit.bpm} bpm</span>}
          {commit.keySignature && <span className={styles.song}>{commit.keySignature}</span>}
          {commit.mergeParentCommitId && <span className={styles.merge}>merge</span>}
        </p>
      </div>
      <ShortDigest digest={commit.digest} />
      <Link
        to="/$owner/$name/commit/$commitId"
        params={{ ...params, commitId: commit.id }}
        search={{ play: true }}
        className={styles.play}
        tabIndex={tabIndex}
        aria-label={`Play “${title}”`}
        title="Play this version"
      >
        <IconPlayerPlay size={16} aria-hidden />
      </Link>
      <RowMore
        commit={commit}
        params={params}
        defaultBranch={defaultBranch}
        canWrite={props.canWrite}
        tabIndex={tabIndex}
      />
    </li>
  );
});
