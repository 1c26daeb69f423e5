import type { RepositoryResponse } from '@beatflow/shared';
import { Button } from '@mantine/core';
import { IconArrowBarToDown, IconGitFork } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTRPC } from '../../api/trpc.ts';
import { canWrite } from '../../api/use-repository.ts';
import { describeDistance } from '../../components/describe-distance.ts';
import styles from './upstream-line.module.css';
import { useBringOver } from './use-bring-over.ts';

/** Where a fork comes from and how it stands to that; nothing for a song of its own. */
export function UpstreamLine({ repository }: { repository: RepositoryResponse }) {
  const trpc = useTRPC();
  const { bringOver, isBusy } = useBringOver(repository);
  const { data: upstream } = useQuery({
    ...trpc.repository.upstream.queryOptions({ repositoryId: repository.id }),
    enabled: repository.forkedFromId !== null,
  });
  if (!upstream) return null;
  const { ownerUsername: owner, name, branch, behind } = upstream;
  return (
    <p className={styles.line}>
      <IconGitFork size={15} aria-hidden />
      <span className={styles.words}>
        Forked from{' '}
        <Link to="/$owner/$name" params={{ owner, name }} className={styles.origin}>
          {owner}/{name}
        </Link>
        {' · '}
        {describeDistance(upstream, 'the original')}
      </span>
      {behind > 0 && canWrite(repository) && (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconArrowBarToDown size={14} aria-hidden />}
          title={`Brings ${branch} of the original into ${repository.defaultBranch}`}
          loading={isBusy}
          onClick={() => void bringOver(upstream)}
        >
          Bring over
        </Button>
      )}
    </p>
  );
}
