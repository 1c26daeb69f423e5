import type { RepositoryResponse } from '@beatflow/shared';
import { VisuallyHidden } from '@mantine/core';
import styles from './repository-about.module.css';

/** The song in words: its description, tempo, key and genre. Its name is to be seen in the header above. */
export function RepositoryAbout({ repository }: { repository: RepositoryResponse }) {
  const { description, genre, head, name } = repository;
  const facts = [
    head?.bpm != null && `${head.bpm} bpm`,
    head?.keySignature,
    genre,
    head && `${head.stemCount} ${head.stemCount === 1 ? 'stem' : 'stems'}`,
  ].filter((fact): fact is string => typeof fact === 'string' && fact !== '');
  return (
    <div className={styles.about}>
      <VisuallyHidden>
        <h1>{name}</h1>
      </VisuallyHidden>
      {description && <p className={styles.words}>{description}</p>}
      {facts.length > 0 && (
        <ul className={styles.facts} aria-label="About this song">
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
