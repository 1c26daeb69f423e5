import styles from './user-mark.module.css';

/** A person's mark: the first two letters in a colour of their own. */
export function UserMark({ username, size = 28 }: { username: string; size?: number }) {
  const hue = computeHue(username);
  return (
    <span
      className={styles.mark}
      aria-hidden="true"
      style={{ width: size, height: size, fontSize: size * 0.4, '--hue': hue }}
    >
      {username.slice(0, 2)}
    </span>
  );
}

function computeHue(text: string): number {
  let hash = 7;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 360;
  return hash;
}
