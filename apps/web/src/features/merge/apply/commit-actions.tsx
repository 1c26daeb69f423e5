import type { CommitResponse, RepositoryResponse } from '@beatflow/shared';
import { Button, Menu } from '@mantine/core';
import { IconArrowBackUp, IconChevronDown, IconCopyPlus, IconGitMerge, IconHistory } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { RestoreDialog } from './restore-dialog.tsx';

interface CommitActionsProps {
  repository: RepositoryResponse;
  commit: CommitResponse;
}

/** What can be done with a version, for those who may write. */
export function CommitActions({ repository, commit }: CommitActionsProps) {
  const [isRestoring, setIsRestoring] = useState(false);
  const params = { owner: repository.ownerUsername, name: repository.name };
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
            Use this version
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconHistory size={16} aria-hidden />} onClick={() => setIsRestoring(true)}>
            Restore this version
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            renderRoot={(props) => (
              <Link {...props} to="/$owner/$name/revert" params={params} search={{ commit: commit.id }} />
            )}
          >
            Undo this change
          </Menu.Item>
          <Menu.Item
            leftSection={<IconCopyPlus size={16} aria-hidden />}
            renderRoot={(props) => (
              <Link {...props} to="/$owner/$name/cherry-pick" params={params} search={{ commit: commit.id }} />
            )}
          >
            Take this change to another branch
          </Menu.Item>
          <Menu.Item
            leftSection={<IconGitMerge size={16} aria-hidden />}
            renderRoot={(props) => (
              <Link {...props} to="/$owner/$name/merge" params={params} search={{ theirs: commit.id }} />
            )}
          >
            Merge into a branch
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isRestoring && <RestoreDialog repository={repository} commit={commit} onClose={() => setIsRestoring(false)} />}
    </>
  );
}
