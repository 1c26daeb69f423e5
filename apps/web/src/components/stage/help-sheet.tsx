import { CloseButton, Kbd, Modal } from '@mantine/core';
import styles from './help-sheet.module.css';

const groups = [
  {
    title: 'Playing',
    keys: [
      [['Space'], 'Play or pause'],
      [['←', '→'], 'Back or forward 5 seconds'],
      [['Shift', '←'], 'Back or forward a tenth of a second'],
      [[',', '.'], 'Back or forward one frame'],
      [['Home', 'End'], 'To the beginning or the end'],
    ],
  },
  {
    title: 'Loop and view',
    keys: [
      [['L'], 'Loop on or off; the whole song when nothing is marked'],
      [['[', ']'], 'Begin or end the loop at the playhead'],
      [['+', '−'], 'Zoom in or out, down to single frames'],
      [['0'], 'Show the whole song'],
      [['F'], 'Follow the playhead'],
    ],
  },
  {
    title: 'Stems',
    keys: [
      [['1', '…', '9'], 'Select a stem'],
      [['↑', '↓'], 'Select the stem above or below'],
      [['M'], 'Mute the selected stem'],
      [['S'], 'Solo the selected stem'],
    ],
  },
] as const;

/** Every key of the listening panel. */
export function HelpSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal.Root opened={isOpen} onClose={onClose} size="lg" centered>
      <Modal.Overlay />
      {/* Not Modal.Header: its <header> would count as a second banner of the page. */}
      <Modal.Content className={styles.content}>
        <div className={styles.top}>
          <Modal.Title className={styles.heading}>Keyboard and mouse</Modal.Title>
          <CloseButton aria-label="Close" onClick={onClose} />
        </div>
        <div className={styles.groups}>
          {groups.map(({ title, keys }) => (
            <section key={title}>
              <h3 className={styles.title}>{title}</h3>
              <dl className={styles.keys}>
                {keys.map(([names, meaning]) => (
                  <div key={meaning} className={styles.row}>
                    <dt>
                      {names.map((name) => (
                        <Kbd key={name}>{name}</Kbd>
                      ))}
                    </dt>
                    <dd>{meaning}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
          <p className={styles.mouse}>
            Click in the ruler or a waveform to go there, drag to mark a loop, drag an edge of the loop in the ruler to
            move it. Turn the wheel with Ctrl to zoom, with Shift to scroll. Double-click a fader to put it back.
          </p>
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}
