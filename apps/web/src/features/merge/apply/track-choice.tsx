import type { CommitResponse, RepositoryResponse } from '@beatflow/shared';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../../api/trpc.ts';
import { describeTrack } from '../../../components/changes/describe-changes.ts';
import styles from './track-choice.module.css';

interface TrackChoiceProps {
  repository: RepositoryResponse;
  commit: CommitResponse;
  /** Null for the whole change. */
  chosen: string[] | null;
  onChoose: (trackIds: string[] | null) => void;
}

/** Which of the tracks that a version changed are to be taken over. */
export function TrackChoice({ repository, commit, chosen, onChoose }: TrackChoiceProps) {
  const { parentCommitId } = commit;
  const changes = useQuery({
    ...useTRPC().commit.compare.queryOptions({
      repositoryId: repository.id,
      before: parentCommitId ?? '-',
      after: commit.id,
    }),
    enabled: parentCommitId !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const tracks =
    parentCommitId === null
      ? commit.stems.map(({ trackId, name }) => ({ trackId, name, words: 'added' }))
      : (changes.data?.tracks ?? [])
          .filter(({ change }) => change !== 'unchanged')
          .map((track) => ({ trackId: track.trackId, name: track.name, words: describeTrack(track).join(', ') }));
  const toggle = (trackId: string) => {
    const now = chosen ?? [];
    onChoose(now.includes(trackId) ? now.filter((id) => id !== trackId) : [...now, trackId]);
  };
  return (
    <fieldset className={styles.tracks}>
      <legend>What to take</legend>
      <label>
        <input type="radio" name="what to take" checked={chosen === null} onChange={() => onChoose(null)} />
        The whole change
      </label>
      <label>
        <input
          type="radio"
          name="what to take"
          checked={chosen !== null}
          disabled={tracks.length === 0}
          onChange={() => onChoose(tracks.map(({ trackId }) => trackId))}
        />
        Only these tracks
      </label>
      {tracks.map(({ trackId, name, words }) => (
        <label key={trackId} className={styles.single}>
          <input
            type="checkbox"
            disabled={chosen === null}
            checked={chosen === null || chosen.includes(trackId)}
            onChange={() => toggle(trackId)}
          />
          {name} <span className={styles.words}>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}
