import type { CommitResponse, RepositoryResponse } from '@beatflow/shared';
import { Button, Menu } from '@mantine/core';
import { IconArrowBackUp, IconChevronDown, IconCopyPlus, IconGitMerge, IconHistory } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ApplyDialog } from './apply-dialog.tsx';
import type { ApplyKind } from './apply-kind.ts';

interface CommitActionsProps {
  repository: RepositoryResponse;
  commit: CommitResponse;
}

/** What can be done with a version, for those who may write. */
export function CommitActions({ repository, commit }: CommitActionsProps) {
  const [kind, setKind] = useState<ApplyKind | null>(null);
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
            Use this version
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconHistory size={16} aria-hidden />} onClick={() => setKind('restore')}>
            Restore this version
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={() => setKind('revert')}>
            Undo this change
          </Menu.Item>
          <Menu.Item leftSection={<IconCopyPlus size={16} aria-hidden />} onClick={() => setKind('cherry-pick')}>
            Take this change to another branch
          </Menu.Item>
          <Menu.Item
            leftSection={<IconGitMerge size={16} aria-hidden />}
            renderRoot={(props) => (
              <Link
                {...props}
                to="/$owner/$name/merge"
                params={{ owner: repository.ownerUsername, name: repository.name }}
                search={{ theirs: commit.id }}
              />
            )}
          >
            Merge into a branch
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {kind && (
        <ApplyDialog key={kind} repository={repository} commit={commit} kind={kind} onClose={() => setKind(null)} />
      )}
    </>
  );
}
