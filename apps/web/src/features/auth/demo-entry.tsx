import { Button } from '@mantine/core';
import { useDemo } from '../../components/demo/use-demo.ts';
import { FormAlert } from '../../components/form-alert.tsx';
import styles from './demo-entry.module.css';

/** How to enter as the demo user, on a server that has one. */
export function DemoEntry() {
  const { demo, enter, isEntering, problem } = useDemo();
  if (!demo) return null;
  return (
    <section className={styles.demo} aria-labelledby="demo-title">
      <h2 id="demo-title" className={styles.title}>
        Only looking?
      </h2>
      <p className={styles.words}>
        {demo.isReady
          ? 'Enter as the demo user: songs are there, with stems and a history to listen through.'
          : 'The demo user’s songs are being made at this moment. This page will say when they are there.'}
      </p>
      <FormAlert problem={problem} />
      <Button variant="default" fullWidth loading={isEntering} disabled={!demo.isReady} onClick={enter}>
        Enter as demo
      </Button>
      <p className={styles.words}>
        Or by hand: username <code>{demo.username}</code>, password <code>{demo.password}</code>
      </p>
    </section>
  );
}
