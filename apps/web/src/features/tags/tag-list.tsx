import type { RepositoryResponse } from '@beatflow/shared';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { canWrite } from '../../api/use-repository.ts';
import { commitTitle } from '../../components/commit-title.ts';
import { ErrorView } from '../../components/error-view.tsx';
import { ListSkeleton } from '../../components/list-skeleton.tsx';
import { NewTagDialog } from '../../components/ref-switcher/new-tag-dialog.tsx';
import { useRefs } from '../../components/ref-switcher/use-refs.ts';
import { Section } from '../../components/section.tsx';
import { TagRow } from './tag-row.tsx';
import styles from './tags.module.css';

/** The versions of a song that have a name for ever, the newest name first. */
export function TagList({ repository }: { repository: RepositoryResponse }) {
  const { tags, isComplete, error, retry } = useRefs(repository.id);
  const [isNaming, setIsNaming] = useState(false);
  const { head } = repository;
  return (
    <Section
      title="Tags"
      lead="Names that stay at their version: the mix that went out, the demo that was played."
      actions={
        canWrite(repository) &&
        head !== null && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            title={`Tags the newest version of ${repository.defaultBranch}`}
            onClick={() => setIsNaming(true)}
          >
            New tag
          </Button>
        )
      }
    >
      {!isComplete && !error && <ListSkeleton label="Loading the tags" rows={2} rowHeight={48} />}
      {!isComplete && error !== null && <ErrorView level={3} error={error} onRetry={retry} />}
      {isComplete && tags.length === 0 && <p className={styles.words}>No version is tagged so far.</p>}
      {tags.length > 0 && (
        <ul className={styles.rows} aria-label="Tags">
          {tags.map((tag) => (
            <TagRow key={tag.id} repository={repository} tag={tag} />
          ))}
        </ul>
      )}
      {isNaming && head !== null && (
        <NewTagDialog
          repositoryId={repository.id}
          at={head.id}
          atWords={commitTitle(head)}
          onClose={() => setIsNaming(false)}
        />
      )}
    </Section>
  );
}
