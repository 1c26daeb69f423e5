import type { CommitResponse, RepositoryResponse } from '@beatflow/shared';
import { useMemo } from 'react';
import { toRequestError } from '../../api/request-error.ts';
import { ErrorView } from '../../components/error-view.tsx';
import { ListSkeleton } from '../../components/list-skeleton.tsx';
import { MessageView } from '../../components/message-view.tsx';
import { AmbiguousRef } from '../../components/ref-switcher/ambiguous-ref.tsx';
import { ChangeList } from './change-list.tsx';
import { CompareStage } from './compare-stage.tsx';
import styles from './compare-view.module.css';
import { toComparison } from './comparison.ts';
import { SideFacts } from './side-facts.tsx';
import { useComparison, useSide } from './use-sides.ts';
import { VersionsBetween } from './versions-between.tsx';

interface CompareViewProps {
  repository: RepositoryResponse;
  before: string;
  after: string;
  onChoose: (sides: { before?: string; after?: string }) => void;
}

/** Two versions, as soon as both are here; what happened to their sound may take the server a little longer. */
export function CompareView({ repository, before, after, onChoose }: CompareViewProps) {
  const sides = [useSide(repository.id, before), useSide(repository.id, after)] as const;
  for (const [at, { isError, error, data, refetch }] of sides.entries()) {
    if (!isError) continue;
    const problem = toRequestError(error);
    if (problem.reason === 'not-found') return <NoVersion name={[before, after][at]!} />;
    if (problem.reason === 'ref-ambiguous') {
      return <AmbiguousRef error={problem} onChoose={(id) => onChoose(at === 0 ? { before: id } : { after: id })} />;
    }
    if (!data) return <ErrorView error={error} onRetry={() => void refetch()} />;
  }
  const [earlier, later] = [sides[0].data, sides[1].data];
  if (!earlier || !later) return <ListSkeleton label="Loading both versions" rowHeight={72} />;
  return <Loaded repository={repository} before={earlier} after={later} />;
}

function NoVersion({ name }: { name: string }) {
  return (
    <MessageView title={`There is no version “${name}”`}>
      <p>No branch, tag or digest of this song is called so. Choose another one above.</p>
    </MessageView>
  );
}

interface LoadedProps {
  repository: RepositoryResponse;
  before: CommitResponse;
  after: CommitResponse;
}

function Loaded({ repository, before, after }: LoadedProps) {
  const comparison = useMemo(() => toComparison(before, after), [before, after]);
  const changes = useComparison(repository.id, before.id, after.id);
  return (
    <div className={styles.view}>
      <SideFacts repository={repository} before={before} after={after} changes={changes.data} />
      {before.id === after.id ? (
        <p className={styles.same}>Both names stand for the same version: there is no difference to show.</p>
      ) : (
        <div className={styles.parts}>
          <div className={styles.stage}>
            <CompareStage comparison={comparison} before={before} after={after} changes={changes.data} />
          </div>
          <div className={styles.words}>
            <ChangeList repository={repository} after={after} query={changes} />
            {changes.data && <VersionsBetween repository={repository} changes={changes.data} />}
          </div>
        </div>
      )}
    </div>
  );
}
