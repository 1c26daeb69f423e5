import type { BranchResponse, RepositoryResponse } from '@beatflow/shared';
import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { canWrite } from '../../api/use-repository.ts';
import { commitTitle } from '../../components/commit-title.ts';
import { TimeAgo } from '../../components/time-ago.tsx';
import { UserMark } from '../../components/user-mark.tsx';
import styles from './branches.module.css';
import { describeMove } from './describe-move.ts';
import { findUndo, type Undo } from './find-undo.ts';
import type { ShownMove } from './read-moves.ts';
import { useBranchActions } from './use-branch-actions.ts';

interface MoveRowProps {
  repository: RepositoryResponse;
  move: ShownMove;
  /** Null until all of them are known. */
  branches: readonly BranchResponse[] | null;
}

/** Something that was done to a branch, where the branch stood before, and the way back there. */
export function MoveRow({ repository, move, branches }: MoveRowProps) {
  const { undo, isBusy } = useBranchActions(repository);
  const way = canWrite(repository) && branches ? findUndo(move, branches) : null;
  const { fromCommitId, fromMessage, renamedFrom } = move;
  const words = describeMove(move);
  return (
    <li className={`${styles.row} ${styles.move}`}>
      <UserMark username={move.actorName} size={28} />
      <div className={styles.what}>
        <p className={styles.words}>
          <strong>{move.actorName}</strong> {words}
        </p>
        <p className={styles.facts}>
          <TimeAgo at={move.createdAt} />
          {fromCommitId !== null && renamedFrom === undefined && (
            <span>
              before:{' '}
              <Link
                to="/$owner/$name/commit/$commitId"
                params={{ owner: repository.ownerUsername, name: repository.name, commitId: fromCommitId }}
                className={styles.title}
              >
                {commitTitle({ message: fromMessage ?? '' })}
              </Link>
            </span>
          )}
        </p>
      </div>
      {way && (
        <Button
          size="xs"
          variant="default"
          className={styles.undo}
          leftSection={<IconArrowBackUp size={15} aria-hidden />}
          loading={isBusy}
          aria-label={`${nameUndo(way)}: ${move.actorName} ${words}`}
          onClick={() => void undo(way)}
        >
          {nameUndo(way)}
        </Button>
      )}
    </li>
  );
}

/** The latest move is undone; an older one has others above it, which go with it. */
function nameUndo(way: Undo): string {
  if (way.kind === 'create') return 'Bring back';
  return way.kind === 'reset' && !way.isLatest ? 'Put back' : 'Undo';
}
