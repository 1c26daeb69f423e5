import styles from './short-digest.module.css';

/** The first digits of a commit's digest, which are enough to name it. */
export function ShortDigest({ digest }: { digest: string }) {
  return (
    <code className={styles.digest} title={`Digest ${digest}`}>
      {digest.slice(0, 8)}
    </code>
  );
}
