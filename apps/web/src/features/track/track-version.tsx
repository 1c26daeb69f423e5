import type { RepositoryResponse } from '@beatflow/shared';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ApiClient } from '../../api/trpc.ts';
import { commitTitle } from '../../components/commit-title.ts';
import { formatDuration } from '../../components/format-duration.ts';
import { usePlayer, usePlayerSnapshot } from '../../components/player-context.ts';
import { TimeAgo } from '../../components/time-ago.tsx';
import { UserMark } from '../../components/user-mark.tsx';
import { createHttpPcmSource } from '../../player/http-pcm-source.ts';
import { describeStep } from './describe-step.ts';
import styles from './track-version.module.css';

type Version = Awaited<ReturnType<ApiClient['track']['history']['query']>>['items'][number];

interface TrackVersionProps {
  repository: RepositoryResponse;
  version: Version;
  /** The version before this one; null for the first, or where the list ends for now. */
  previous: Version | null;
}

/** One version of a track: to hear alone, from where the last one was, and to go to. */
export function TrackVersion({ repository, version: { commit, stem }, previous }: TrackVersionProps) {
  const player = usePlayer();
  const { version, status } = usePlayerSnapshot();
  const params = { owner: repository.ownerUsername, name: repository.name };
  const id = `track ${stem?.id}`;
  const isOn = stem !== null && version?.id === id && (status === 'playing' || status === 'waiting');
  const play = () => {
    if (!stem) return;
    if (isOn) {
      player.pause();
      return;
    }
    const source = createHttpPcmSource(stem.id, stem.audio);
    const { trackId, name } = stem;
    player.load({
      id,
      group: repository.id,
      stems: [{ id, trackId, name, source, gainDb: stem.gainDb, pan: stem.pan, muted: false }],
    });
    player.play();
  };
  const Icon = isOn ? IconPlayerPauseFilled : IconPlayerPlayFilled;
  return (
    <li className={styles.version}>
      <button
        type="button"
        className={styles.play}
        disabled={stem === null}
        aria-label={`${isOn ? 'Pause' : 'Play'} this track as of “${commitTitle(commit)}”`}
        onClick={play}
      >
        <Icon size={16} aria-hidden />
      </button>
      <div className={styles.what}>
        <Link to="/$owner/$name/commit/$commitId" params={{ ...params, commitId: commit.id }} className={styles.title}>
          {commitTitle(commit)}
        </Link>
        <p className={styles.facts}>
          <UserMark username={commit.authorName} size={18} />
          <span>{commit.authorName}</span>
          <TimeAgo at={commit.createdAt} />
          {stem && <span className="numeric">{formatDuration(stem.duration)}</span>}
          <span>{describeStep(stem, previous ? previous.stem : undefined)}</span>
        </p>
      </div>
      {previous && (
        <Link
          to="/$owner/$name/compare"
          params={params}
          search={{ before: previous.commit.id, after: commit.id }}
          className={styles.compare}
          aria-label={`Compare “${commitTitle(commit)}” with “${commitTitle(previous.commit)}”`}
        >
          Compare
        </Link>
      )}
    </li>
  );
}
