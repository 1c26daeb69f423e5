import { Button } from '@mantine/core';
import { ButtonLink } from '../../components/button-link.tsx';
import { useDemo } from '../../components/demo/use-demo.ts';
import { BranchingStems } from '../../components/drawings/branching-stems.tsx';
import { FormAlert } from '../../components/form-alert.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import { PublicSongs } from './public-songs.tsx';
import styles from './welcome-page.module.css';

const promises = [
  {
    title: 'Push a folder of stems',
    words: 'Drop what your studio bounced. BeatFlow sees which stems are new, replaced or just as they were.',
  },
  {
    title: 'Hear any version',
    words:
      'All stems play together, to the frame. Mute, solo, loop, and jump between versions without losing the place.',
  },
  {
    title: 'Get every byte back',
    words: 'One stem or a whole version, the very file that went in. What was pushed once is never overwritten.',
  },
];

export function WelcomePage() {
  const { demo, enter, isEntering, problem } = useDemo();
  usePageTitle('');
  return (
    <div className={styles.page}>
      <div className={styles.hero}>
        <div className={styles.words}>
          <h1 className={styles.title}>Every version of your song, kept.</h1>
          <p className={styles.lead}>
            BeatFlow is Git for audio. Push the stems of a song as a commit, try an idea on a branch, listen back to any
            moment of its making, and never again wonder which “final_v7” was the good one.
          </p>
          <div className={styles.actions}>
            <ButtonLink to="/sign-up" size="md">
              Create an account
            </ButtonLink>
            {demo && (
              <Button variant="default" size="md" loading={isEntering} disabled={!demo.isReady} onClick={enter}>
                {demo.isReady ? 'Enter as demo' : 'The demo is being made…'}
              </Button>
            )}
            {demo === null && (
              <ButtonLink to="/explore" variant="default" size="md">
                Listen to public songs
              </ButtonLink>
            )}
          </div>
          <FormAlert problem={problem} />
        </div>
        <div className={styles.drawing}>
          <BranchingStems />
        </div>
      </div>
      <ul className={styles.promises}>
        {promises.map(({ title, words }) => (
          <li key={title}>
            <h2 className={styles.promise}>{title}</h2>
            <p className={styles.promiseWords}>{words}</p>
          </li>
        ))}
      </ul>
      <PublicSongs />
    </div>
  );
}
