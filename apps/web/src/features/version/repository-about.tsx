import type { RepositoryResponse } from '@beatflow/shared';
import styles from './repository-about.module.css';

/** The song in words: its description, tempo, key and genre. Whose it is stands in the header above. */
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
      <h1 className={styles.title}>{name}</h1>
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
