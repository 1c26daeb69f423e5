import { Menu } from '@mantine/core';
import { IconArrowBackUp, IconArrowsDiff, IconCopyPlus, IconDots, IconGitMerge } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { commitTitle } from '../../components/commit-title.ts';
import styles from './history-row.module.css';
import type { RowMoreProps } from './row-more.tsx';

/** Opens at once: somebody has asked for it. */
export function RowMenu({ commit, params, defaultBranch, canWrite, tabIndex }: RowMoreProps) {
  const { id, parentCommitId } = commit;
  const compare = { to: '/$owner/$name/compare', params } as const;
  const target = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // It stands where the button stood that was pressed. The menu gives the focus back to what had it when it opened.
    target.current?.focus({ preventScroll: true });
    target.current?.click();
  }, []);
  return (
    <Menu position="bottom-end" width={270}>
      <Menu.Target>
        <button
          ref={target}
          type="button"
          className={styles.menu}
          tabIndex={tabIndex}
          aria-label={`More for “${commitTitle(commit)}”`}
        >
          <IconDots size={18} aria-hidden />
        </button>
      </Menu.Target>
      {/* The list's own arrow keys would lead to another row. */}
      <Menu.Dropdown onKeyDown={(event) => event.stopPropagation()}>
        {parentCommitId !== null && (
          <Menu.Item
            leftSection={<IconArrowsDiff size={16} aria-hidden />}
            renderRoot={(props) => <Link {...props} {...compare} search={{ before: parentCommitId, after: id }} />}
          >
            Compare with the version before
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconArrowsDiff size={16} aria-hidden />}
          renderRoot={(props) => <Link {...props} {...compare} search={{ before: id, after: defaultBranch }} />}
        >
          Compare with the newest of {defaultBranch}
        </Menu.Item>
        {canWrite && (
          <>
            <Menu.Item
              leftSection={<IconArrowBackUp size={16} aria-hidden />}
              renderRoot={(props) => (
                <Link {...props} to="/$owner/$name/revert" params={params} search={{ commit: id }} />
              )}
            >
              Undo this change
            </Menu.Item>
            <Menu.Item
              leftSection={<IconCopyPlus size={16} aria-hidden />}
              renderRoot={(props) => (
                <Link {...props} to="/$owner/$name/cherry-pick" params={params} search={{ commit: id }} />
              )}
            >
              Take this change to another branch
            </Menu.Item>
            <Menu.Item
              leftSection={<IconGitMerge size={16} aria-hidden />}
              renderRoot={(props) => (
                <Link {...props} to="/$owner/$name/merge" params={params} search={{ theirs: id }} />
              )}
            >
              Merge into a branch
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
