import type { OwnUserResponse } from '@beatflow/shared';
import { Menu, UnstyledButton } from '@mantine/core';
import { IconDisc, IconLogout, IconSettings, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { UserMark } from '../user-mark.tsx';
import { useSignOut } from './use-sign-out.ts';

export function UserMenu({ user }: { user: OwnUserResponse }) {
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <UnstyledButton aria-label={`${user.username}: your menu`}>
          <UserMark username={user.username} size={30} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Signed in as {user.username}</Menu.Label>
        <Menu.Item component={Link} to="/" leftSection={<IconDisc size={16} aria-hidden />}>
          Your songs
        </Menu.Item>
        <Menu.Item
          renderRoot={(props) => <Link to="/$owner" params={{ owner: user.username }} {...props} />}
          leftSection={<IconUser size={16} aria-hidden />}
        >
          Your profile
        </Menu.Item>
        <Menu.Item component={Link} to="/settings" leftSection={<IconSettings size={16} aria-hidden />}>
          Settings
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
