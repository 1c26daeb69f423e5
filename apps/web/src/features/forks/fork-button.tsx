import type { RepositoryResponse } from '@beatflow/shared';
import { Button } from '@mantine/core';
import { IconGitFork } from '@tabler/icons-react';
import { useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useSession } from '../../api/session.ts';
import { ButtonLink } from '../../components/button-link.tsx';

// A form is heavy, and most who listen to a song never open this one.
const ForkDialog = lazy(async () => ({ default: (await import('./fork-dialog.tsx')).ForkDialog }));

/** Makes a song one's own: whoever may listen may fork. A visitor signs in first, and comes back here. */
export function ForkButton({ repository }: { repository: RepositoryResponse }) {
  const { user } = useSession();
  const { href } = useLocation();
  const [isOpen, setIsOpen] = useState(false);
  const icon = <IconGitFork size={16} aria-hidden />;
  if (user === undefined || repository.head === null) return null;
  if (user === null) {
    return (
      <ButtonLink to="/sign-in" search={{ returnTo: href }} size="xs" variant="default" leftSection={icon}>
        Fork
      </ButtonLink>
    );
  }
  return (
    <>
      <Button size="xs" variant="default" leftSection={icon} onClick={() => setIsOpen(true)}>
        Fork
      </Button>
      <Suspense>
        {isOpen && <ForkDialog repository={repository} username={user.username} onClose={() => setIsOpen(false)} />}
      </Suspense>
    </>
  );
}
