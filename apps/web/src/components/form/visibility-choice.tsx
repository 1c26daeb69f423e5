import { IconLock, IconWorld } from '@tabler/icons-react';
import { useId } from 'react';
import styles from './visibility-choice.module.css';

interface VisibilityChoiceProps {
  value: boolean;
  onChange: (isPublic: boolean) => void;
  disabled?: boolean;
}

const choices = [
  {
    isPublic: false,
    Icon: IconLock,
    title: 'Private',
    words: 'You, and the people you add. For everybody else it does not exist.',
  },
  {
    isPublic: true,
    Icon: IconWorld,
    title: 'Public',
    words: 'Everybody may listen and download. Only you and the people you add may change it.',
  },
];

/** Who may listen to a song. */
export function VisibilityChoice({ value, onChange, disabled }: VisibilityChoiceProps) {
  const name = useId();
  return (
    <fieldset className={styles.choices} disabled={disabled}>
      <legend className={styles.legend}>Who may listen</legend>
      {choices.map(({ isPublic, Icon, title, words }) => (
        <label key={title} className={styles.choice}>
          <input
            type="radio"
            name={name}
            className={styles.radio}
            checked={value === isPublic}
            onChange={() => onChange(isPublic)}
          />
          <Icon size={20} aria-hidden className={styles.icon} />
          <span>
            <span className={styles.title}>{title}</span>
            <span className={styles.words}>{words}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
