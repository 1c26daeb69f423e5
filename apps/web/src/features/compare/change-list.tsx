import type { CommitResponse, RepositoryResponse } from '@beatflow/shared';
import { Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ChangedTrack, Changes } from '../../components/changes/compare-types.ts';
import { describeField, describeMeasures, describeTrack } from '../../components/changes/describe-changes.ts';
import { ErrorView } from '../../components/error-view.tsx';
import { usePlayer } from '../../components/player-context.ts';
import { Section } from '../../components/section.tsx';
import { formatPosition } from '../../components/stage/timeline/format-position.ts';
import styles from './change-list.module.css';

interface ChangeListProps {
  repository: RepositoryResponse;
  after: CommitResponse;
  query: Pick<UseQueryResult<Changes>, 'data' | 'isPending' | 'isError'> & { error: unknown; refetch: () => unknown };
}

/** More edited places of one track than these are counted, not listed. */
const MAX_PLACES = 12;

/** Everything that changed, in words; an edited place can be jumped to. */
export function ChangeList({ repository, after, query }: ChangeListProps) {
  const { data } = query;
  const changed = data?.tracks.filter(({ change }) => change !== 'unchanged') ?? [];
  return (
    <Section title="What changed">
      {query.isPending && (
        <div role="status" className={styles.pending}>
          <Skeleton height={18} />
          <Skeleton height={18} width="70%" />
          Comparing the sound, frame by frame…
        </div>
      )}
      {query.isError && !data && (
        <ErrorView
          level={3}
          title="The changes could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {data && changed.length === 0 && data.fields.length === 0 && <p className={styles.none}>Nothing changed.</p>}
      <ul className={styles.list}>
        {data?.fields.map((field) => (
          <li key={field.field}>
            {describeField(field).map((words) => (
              <p key={words} className={styles.words}>
                {words}
              </p>
            ))}
          </li>
        ))}
        {changed.map((track) => (
          <li key={track.trackId}>
            <Link
              to="/$owner/$name/track/$trackId"
              params={{ owner: repository.ownerUsername, name: repository.name, trackId: track.trackId }}
              search={{ ref: after.id }}
              className={styles.name}
            >
              {track.name}
            </Link>
            {describeTrack(track).map((words) => (
              <p key={words} className={styles.words}>
                {words}
              </p>
            ))}
            {describeMeasures(track).map((words) => (
              <p key={words} className={styles.measure}>
                {words}
              </p>
            ))}
            <Places track={track} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Places({ track: { name, audio, after } }: { track: ChangedTrack }) {
  const player = usePlayer();
  const regions = audio?.regions ?? [];
  if (!after || regions.length === 0) return null;
  const toFrame = (frame: number) => Math.round((frame * player.getSnapshot().sampleRate) / after.sampleRate);
  return (
    <div className={styles.places}>
      {regions.slice(0, MAX_PLACES).map(({ startFrame, endFrame }) => {
        const at = formatPosition(startFrame, after.sampleRate);
        return (
          <button
            key={startFrame}
            type="button"
            className={styles.place}
            aria-label={`Go to ${at} in ${name}`}
            title={`${startFrame === endFrame ? 'Cut here' : `${endFrame - startFrame} frames`} · click to go there`}
            onClick={() => player.seek(toFrame(startFrame))}
          >
            {at}
          </button>
        );
      })}
      {regions.length > MAX_PLACES && <span>and {regions.length - MAX_PLACES} more</span>}
    </div>
  );
}
