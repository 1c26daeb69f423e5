import type { CommitResponse } from '@beatflow/shared';
import styles from './generation-params.module.css';

/** What a generator was told when it made this version or its stems; nothing where nothing was generated. */
export function GenerationParams({ commit }: { commit: CommitResponse }) {
  const parts = [
    { title: 'This version', params: commit.generationParams },
    ...commit.stems.map(({ name, generationParams }) => ({ title: name, params: generationParams })),
  ].filter(({ params }) => params !== null && Object.keys(params).length > 0);
  if (parts.length === 0) return null;
  return (
    <details className={styles.details} open={commit.generationParams !== null}>
      <summary className={styles.summary}>Generation parameters</summary>
      {parts.map(({ title, params }) => (
        <section key={title}>
          <h3 className={styles.title}>{title}</h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard */}
          <pre className={styles.json} tabIndex={0}>
            {JSON.stringify(params, null, 2)}
          </pre>
        </section>
      ))}
    </details>
  );
}
