import type { RepositoryResponse } from '@beatflow/shared';
import { getRouteApi } from '@tanstack/react-router';
import { toRequestError } from '../../api/request-error.ts';
import { useRepository } from '../../api/use-repository.ts';
import { ButtonLink } from '../../components/button-link.tsx';
import { ErrorView } from '../../components/error-view.tsx';
import { ListSkeleton } from '../../components/list-skeleton.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { MessageView } from '../../components/message-view.tsx';
import { AmbiguousRef } from '../../components/ref-switcher/ambiguous-ref.tsx';
import { RefSwitcher } from '../../components/ref-switcher/ref-switcher.tsx';
import { useChosenRef } from '../../components/ref-switcher/use-chosen-ref.ts';
import { Section } from '../../components/section.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import { BlameView } from './blame-view.tsx';
import styles from './track-page.module.css';
import { TrackVersion } from './track-version.tsx';
import { useBlame, useTrackHistory } from './use-track.ts';

const route = getRouteApi('/$owner/$name/track/$trackId');

/** The life of one track: every version of it, and who made which part of what it is now. */
export function TrackPage() {
  const { owner, name, trackId } = route.useParams();
  const { ref } = route.useSearch();
  const { data: repository } = useRepository(owner, name);
  if (!repository) return <ListSkeleton label="Loading the track" rowHeight={64} />;
  return (
    <div className={styles.page}>
      <Ref repository={repository} chosenRef={ref} />
      <Track key={`${trackId} ${ref ?? ''}`} repository={repository} trackId={trackId} trackRef={ref} />
    </div>
  );
}

/** Which branch or tag the track is looked at from, and the way to others. */
function Ref({ repository, chosenRef }: { repository: RepositoryResponse; chosenRef: string | undefined }) {
  const { chosen } = useChosenRef(repository, chosenRef);
  const show = useShowTrackAt(repository);
  if (!chosen || repository.head === null) return null;
  return (
    <div>
      <RefSwitcher repository={repository} current={chosen} onChoose={show} />
    </div>
  );
}

/** The default branch needs no mention in the address. */
function useShowTrackAt({ defaultBranch }: RepositoryResponse): (ref: string) => void {
  const navigate = route.useNavigate();
  return (ref) => void navigate({ search: ref === defaultBranch ? {} : { ref }, resetScroll: false });
}

interface TrackProps {
  repository: RepositoryResponse;
  trackId: string;
  trackRef: string | undefined;
}

function Track({ repository, trackId, trackRef }: TrackProps) {
  const place = { repositoryId: repository.id, trackId, ref: trackRef };
  const history = useTrackHistory(place);
  const versions = history.data?.pages.flatMap(({ items }) => items) ?? [];
  const newest = versions[0]?.stem ?? null;
  const name = versions.find(({ stem }) => stem !== null)?.stem?.name ?? 'A removed track';
  const blame = useBlame(place, newest !== null);
  const show = useShowTrackAt(repository);
  usePageTitle(history.isPending ? undefined : `${name} · ${repository.name}`);

  if (history.isPending) return <ListSkeleton label="Loading the track" rowHeight={64} />;
  if (history.isError && versions.length === 0) {
    const problem = toRequestError(history.error);
    if (problem.reason === 'ref-ambiguous') return <AmbiguousRef error={problem} onChoose={show} />;
    if (['not-found', 'track-unknown', 'input-invalid'].includes(problem.reason)) {
      return <NoTrack repository={repository} />;
    }
    return <ErrorView error={history.error} onRetry={() => void history.refetch()} />;
  }
  return (
    <div className={styles.page}>
      <Section title={name} level={1} lead={describeView(trackRef)}>
        {newest === null ? (
          <p className={styles.removed}>This track is not in the song any more. Its versions are kept below.</p>
        ) : (
          <>
            {blame.isPending && (
              <p role="status" className={styles.removed}>
                Finding out who made which part…
              </p>
            )}
            {blame.isError && !blame.data && (
              <ErrorView
                title="Who made which part could not be loaded"
                error={blame.error}
                onRetry={() => void blame.refetch()}
              />
            )}
            {blame.data && <BlameView repository={repository} stem={newest} blame={blame.data} />}
          </>
        )}
      </Section>
      <Section title="Versions of this track">
        <ol className={styles.versions}>
          {versions.map((version, index) => (
            <TrackVersion
              key={version.commit.id}
              repository={repository}
              version={version}
              previous={versions[index + 1] ?? null}
            />
          ))}
        </ol>
        <LoadMore query={history}>Older versions</LoadMore>
      </Section>
    </div>
  );
}

function describeView(ref: string | undefined): string {
  if (ref === undefined) return 'One track of the song, through all its versions.';
  const isName = !/^[0-9a-f-]{7,64}$/i.test(ref);
  return `One track of the song, through all its versions, ${isName ? `as “${ref}” has it` : 'seen from one of them'}.`;
}

function NoTrack({ repository }: { repository: RepositoryResponse }) {
  return (
    <MessageView
      title="There is no such track"
      level={1}
      actions={
        <ButtonLink to="/$owner/$name" params={{ owner: repository.ownerUsername, name: repository.name }}>
          To the song
        </ButtonLink>
      }
    >
      <p>The address may be cut short, or the track was never in this branch.</p>
    </MessageView>
  );
}
