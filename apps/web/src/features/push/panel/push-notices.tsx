import { Anchor, Button } from '@mantine/core';
import { IconAlertCircle, IconGitMerge } from '@tabler/icons-react';
import { commitTitle } from '../../../components/commit-title.ts';
import { RequestId } from '../../../components/request-id.tsx';
import type { SkippedFile } from '../drop/sort-files.ts';
import type { PushState } from '../session/push-state.ts';
import { count } from './format-transfer.ts';
import styles from './push-notices.module.css';

interface PushNoticesProps {
  state: PushState;
  onForgetSkipped: () => void;
}

/** What a person should know about the push as a whole. */
export function PushNotices({ state, onForgetSkipped }: PushNoticesProps) {
  const { problem, rebasedOnto, skipped, plan } = state;
  const contested = plan.rows.filter((row) => row.isContested).length;
  return (
    <div className={styles.notices}>
      {problem && (
        <div role="alert" className={styles.problem}>
          <IconAlertCircle size={18} aria-hidden className={styles.icon} />
          <div>
            {problem.message}{' '}
            {problem.needsSignIn && (
              <Anchor href="/sign-in" target="_blank">
                Sign in (new tab)
              </Anchor>
            )}
            <RequestId id={problem.requestId} />
          </div>
        </div>
      )}
      {rebasedOnto && (
        <div role="status" className={styles.notice}>
          <IconGitMerge size={18} aria-hidden className={styles.icon} />
          <p>
            Your stems now lie on top of “{commitTitle(rebasedOnto)}” by {rebasedOnto.authorName}.{' '}
            {contested === 0
              ? 'Nothing that you touched was touched there. Press Push when you are ready.'
              : `${count(contested, 'stem')} below ${contested === 1 ? 'was' : 'were'} changed there too; yours will be on top. Look, then press Push.`}
          </p>
        </div>
      )}
      {skipped.length > 0 && <Skipped skipped={skipped} onForget={onForgetSkipped} />}
    </div>
  );
}

const shownSkipped = 3;

function Skipped({ skipped, onForget }: { skipped: readonly SkippedFile[]; onForget: () => void }) {
  const describe = ({ path, because }: SkippedFile) => `${path.split('/').at(-1)} (${because})`;
  const first = skipped.slice(0, shownSkipped).map(describe).join(', ');
  const rest = skipped.slice(shownSkipped);
  return (
    <div className={styles.notice} role="status">
      <div className={styles.grow}>
        <p>
          Left out {count(skipped.length, 'file')}: {first}
          {rest.length > 0 ? ' …' : '.'}
        </p>
        {rest.length > 0 && (
          <details className={styles.rest}>
            <summary>Show all</summary>
            <ul>
              {skipped.map((file) => (
                <li key={file.path}>{describe(file)}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <Button size="compact-xs" variant="subtle" color="gray" onClick={onForget}>
        Dismiss
      </Button>
    </div>
  );
}
