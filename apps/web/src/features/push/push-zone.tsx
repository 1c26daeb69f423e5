import type { CommitResponse, RepositoryResponse } from '@beatflow/shared';
import { useRouter } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useCallback, useEffect } from 'react';
import { canWrite } from '../../api/use-repository.ts';
import { loadPanel, preparePush } from './prepare-push.ts';
import styles from './push-zone.module.css';
import { usePush } from './use-push.ts';
import { FirstDropInvitation, NextDropInvitation } from './zone/drop-invitation.tsx';
import { DropOverlay } from './zone/drop-overlay.tsx';
import { useFileDrop } from './zone/use-file-drop.ts';

const PushPanel = lazy(() => loadPanel().then(({ PushPanel: component }) => ({ default: component })));

interface PushZoneProps {
  repository: RepositoryResponse;
  /** The newest version of the branch; null in an empty repository. */
  head: CommitResponse | null;
  branch: string;
  children: ReactNode;
}

/** Makes a page a place to drop stems on, for those who may push; everybody else sees the page alone. */
export function PushZone({ children, ...props }: PushZoneProps) {
  if (!canWrite(props.repository)) return children;
  return <WritableZone {...props}>{children}</WritableZone>;
}

function WritableZone({ repository, head, branch, children }: PushZoneProps) {
  const { session, take, close, isOpening } = usePush({ repository, head, branch });
  const isOver = useFileDrop(true, take);
  const isOpen = session !== null;
  const router = useRouter();
  const prepare = useCallback(() => {
    preparePush();
    // The page that a push ends on, too: a version that is made is seen at once.
    router.loadRouteChunk(router.routesById['/$owner/$name/commit/$commitId'])?.catch(() => {});
  }, [router]);
  useEffect(() => {
    if (isOver) prepare();
  }, [isOver, prepare]);
  return (
    <div className={styles.zone}>
      {isOver && <DropOverlay title={isOpen ? 'Drop to add to this version' : 'Drop to begin a new version'} />}
      {!isOpen && head === null && <FirstDropInvitation onChoose={take} onApproach={prepare} />}
      {!isOpen && head !== null && <NextDropInvitation branch={branch} onChoose={take} onApproach={prepare} />}
      {isOpening && (
        <p role="status" className={styles.opening}>
          Looking at your files…
        </p>
      )}
      {session && (
        <Suspense fallback={<p className={styles.opening}>Looking at your files…</p>}>
          <PushPanel repository={repository} session={session} head={head} onChoose={take} onClose={close} />
        </Suspense>
      )}
      {children}
    </div>
  );
}
