import type { RepositoryResponse, TagResponse } from '@beatflow/shared';
import { Button } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { canWrite } from '../../api/use-repository.ts';
import { TimeAgo } from '../../components/time-ago.tsx';
import styles from './tags.module.css';
import { useDeleteTag } from './use-delete-tag.ts';

interface TagRowProps {
  repository: RepositoryResponse;
  tag: TagResponse;
}

export function TagRow({ repository, tag }: TagRowProps) {
  const { remove, isBusy } = useDeleteTag(repository);
  const params = { owner: repository.ownerUsername, name: repository.name };
  return (
    <li className={styles.row}>
      <IconTag size={18} className={styles.icon} aria-hidden />
      <div className={styles.what}>
        <Link to="/$owner/$name" params={params} search={{ ref: tag.name }} className={styles.name}>
          {tag.name}
        </Link>
        {tag.message && <p className={styles.message}>{tag.message}</p>}
        <p className={styles.facts}>
          <span>{tag.authorName}</span>
          <TimeAgo at={tag.createdAt} />
        </p>
      </div>
      {canWrite(repository) && (
        <Button
          size="xs"
          variant="default"
          loading={isBusy}
          aria-label={`Delete the tag ${tag.name}`}
          onClick={() => void remove(tag)}
        >
          Delete
        </Button>
      )}
    </li>
  );
}
