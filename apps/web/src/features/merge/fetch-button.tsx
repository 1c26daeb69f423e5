import type { RepositoryResponse } from '@beatflow/shared';
import { Button } from '@mantine/core';
import { IconGitFork } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';

// A form is heavy, and most merges are of branches that are here.
const FetchDialog = lazy(async () => ({ default: (await import('./fetch-dialog.tsx')).FetchDialog }));

interface FetchButtonProps {
  repository: RepositoryResponse;
  onFetched: (commitId: string) => void;
}

/** The way to what somebody made in a song of their own. */
export function FetchButton({ repository, onFetched }: FetchButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div>
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        leftSection={<IconGitFork size={15} aria-hidden />}
        onClick={() => setIsOpen(true)}
      >
        Bring from a fork
      </Button>
      <Suspense>
        {isOpen && <FetchDialog repository={repository} onClose={() => setIsOpen(false)} onFetched={onFetched} />}
      </Suspense>
    </div>
  );
}
