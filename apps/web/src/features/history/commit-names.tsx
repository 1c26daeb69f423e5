import { IconGitBranch, IconTag } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import styles from './history-row.module.css';
import type { CommitName } from './name-commits.ts';

const SHOWN = 3;

interface CommitNamesProps {
  names: readonly CommitName[];
  params: { owner: string; name: string };
  defaultBranch: string;
  /** The branch or tag that the page is about. */
  current: string | undefined;
  tabIndex: number;
}

/** The branches and tags at a version, each a way to the song as it has it. */
export function CommitNames({ names, params, defaultBranch, current, tabIndex }: CommitNamesProps) {
  const rest = names.slice(SHOWN);
  return (
    <>
      {names.slice(0, SHOWN).map(({ kind, name }) => (
        <Link
          key={`${kind} ${name}`}
          to="/$owner/$name"
          params={params}
          search={name === defaultBranch ? {} : { ref: name }}
          className={styles.name}
          data-kind={kind}
          data-current={name === current || undefined}
          tabIndex={tabIndex}
          title={`${kind === 'branch' ? 'Branch' : 'Tag'} ${name}`}
        >
          {kind === 'branch' ? <IconGitBranch size={12} aria-hidden /> : <IconTag size={12} aria-hidden />}
          <span>{name}</span>
        </Link>
      ))}
      {rest.length > 0 && (
        <span className={styles.more} title={rest.map(({ name }) => name).join(', ')}>
          +{rest.length}
        </span>
      )}
    </>
  );
}
