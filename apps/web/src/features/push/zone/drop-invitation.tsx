import { IconUpload } from '@tabler/icons-react';
import type { ChosenFile } from '../drop/sort-files.ts';
import styles from './drop-invitation.module.css';
import { FileButtons } from './file-buttons.tsx';

interface DropInvitationProps {
  onChoose: (files: ChosenFile[]) => void;
  onApproach: () => void;
}

/** The first thing in an empty repository: where its first version comes from. */
export function FirstDropInvitation({ onChoose, onApproach }: DropInvitationProps) {
  return (
    <section className={styles.first} aria-labelledby="push-first-title">
      <IconUpload size={36} stroke={1.4} className={styles.icon} aria-hidden />
      <h2 id="push-first-title" className={styles.title}>
        Drop your stems here
      </h2>
      <p className={styles.words}>
        Bounce each track of your song to a file of its own and drop the folder anywhere on this page. Names and types
        are guessed from the file names, and you can listen and correct before you push the first version.
      </p>
      <div className={styles.actions}>
        <FileButtons size="md" onChoose={onChoose} onApproach={onApproach} />
      </div>
      <p className={styles.formats}>
        WAV, AIFF, FLAC, MP3, Ogg Vorbis, Opus, M4A (AAC). Every byte comes back as it went in.
      </p>
    </section>
  );
}

/** One quiet line above a song: how its next version comes in. */
export function NextDropInvitation({ onChoose, onApproach, branch }: DropInvitationProps & { branch: string }) {
  return (
    <section className={styles.next} aria-label="Push a new version">
      <p className={styles.line}>
        <IconUpload size={18} className={styles.icon} aria-hidden />
        <span>
          Drop new bounces anywhere on this page to push the next version of <strong>{branch}</strong>.
        </span>
      </p>
      <div className={styles.actions}>
        <FileButtons size="xs" variant="default" onChoose={onChoose} onApproach={onApproach} />
      </div>
    </section>
  );
}
