import type { CommitSummary } from '@beatflow/shared';
import { IconDots } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { commitTitle } from '../../components/commit-title.ts';
import styles from './history-row.module.css';

// Of thousands of rows few are asked for more; until then each is but a button.
const RowMenu = lazy(async () => ({ default: (await import('./row-menu.tsx')).RowMenu }));

export interface RowMoreProps {
  commit: CommitSummary;
  params: { owner: string; name: string };
  defaultBranch: string;
  canWrite: boolean;
  tabIndex: number;
}

/** What else can be done with a version of the history. */
export function RowMore(props: RowMoreProps) {
  const [wasOpened, setWasOpened] = useState(false);
  const button = (
    <button
      type="button"
      className={styles.menu}
      tabIndex={props.tabIndex}
      aria-haspopup="menu"
      aria-label={`More for “${commitTitle(props.commit)}”`}
      onClick={() => setWasOpened(true)}
    >
      <IconDots size={18} aria-hidden />
    </button>
  );
  return wasOpened ? (
    <Suspense fallback={button}>
      <RowMenu {...props} />
    </Suspense>
  ) : (
    button
  );
}
