import type { BranchResponse, RepositoryResponse } from '@beatflow/shared';
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconDots,
  IconGitBranch,
  IconGitMerge,
  IconHome,
  IconPencil,
  IconShield,
  IconShieldOff,
  IconTag,
  IconTrash,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { canAdminister } from '../../api/use-repository.ts';

export interface BranchMenuProps {
  repository: RepositoryResponse;
  branch: BranchResponse;
  isBusy: boolean;
  onRename: () => void;
  onBegin: () => void;
  onTag: () => void;
  onMakeDefault: () => void;
  onProtect: () => void;
  onDelete: () => void;
}

/** What can be done to a branch. A protected one is let go of first, and the default one is never deleted. */
export function BranchMenu(props: BranchMenuProps) {
  const { repository, branch, isBusy, onRename, onBegin, onTag, onMakeDefault, onProtect, onDelete } = props;
  const isAdmin = canAdminister(repository);
  const { isProtected, isDefault } = branch;
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" loading={isBusy} aria-label={`More for ${branch.name}`}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconGitBranch size={16} aria-hidden />} onClick={onBegin}>
          New branch from here
        </Menu.Item>
        {!isDefault && (
          <Menu.Item
            leftSection={<IconGitMerge size={16} aria-hidden />}
            renderRoot={(props) => (
              <Link
                {...props}
                to="/$owner/$name/merge"
                params={{ owner: repository.ownerUsername, name: repository.name }}
                search={{ ours: repository.defaultBranch, theirs: branch.name }}
              />
            )}
          >
            Merge into {repository.defaultBranch}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconTag size={16} aria-hidden />} onClick={onTag}>
          Tag its newest version
        </Menu.Item>
        {!isProtected && (
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={onRename}>
            Rename
          </Menu.Item>
        )}
        {isAdmin && !isDefault && (
          <Menu.Item leftSection={<IconHome size={16} aria-hidden />} onClick={onMakeDefault}>
            Make it the default
          </Menu.Item>
        )}
        {isAdmin && (
          <Menu.Item
            leftSection={isProtected ? <IconShieldOff size={16} aria-hidden /> : <IconShield size={16} aria-hidden />}
            onClick={onProtect}
          >
            {isProtected ? 'Lift the protection' : 'Protect'}
          </Menu.Item>
        )}
        {!isProtected && !isDefault && (
          <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={onDelete}>
            Delete
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
