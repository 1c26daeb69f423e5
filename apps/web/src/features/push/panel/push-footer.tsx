import { formatBytes, parseKeySignature } from '@beatflow/shared';
import { Button, Progress, Textarea, TextInput } from '@mantine/core';
import { readDraft, type SongDraft } from '../plan/song-draft.ts';
import { computeProgress, type Outlook } from '../session/push-outlook.ts';
import type { PushState } from '../session/push-state.ts';
import { count, describeTravel, formatPercent, formatTimeLeft } from './format-transfer.ts';
import styles from './push-footer.module.css';

interface PushFooterProps {
  state: PushState;
  outlook: Outlook;
  onDraft: (change: Partial<SongDraft>) => void;
  onPush: () => void;
  onStop: () => void;
  /** Goes on without the files that are broken. */
  onTakeOutBroken: () => void;
}

/** What the version is called and at what tempo and in which key it is, and the button that makes it. */
export function PushFooter({ state, outlook, onDraft, onPush, onStop, onTakeOutBroken }: PushFooterProps) {
  const { draft, stage } = state;
  const isLocked = stage !== 'reviewing';
  return (
    <form
      className={styles.footer}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onPush();
      }}
    >
      <div className={styles.fields}>
        <Textarea
          label="What is new?"
          placeholder={state.base.headId === null ? 'First bounce' : 'Louder bass, new take of the chorus…'}
          autosize
          minRows={1}
          maxRows={5}
          value={draft.message}
          disabled={isLocked}
          error={outlook.draft.message}
          className={styles.message}
          onChange={({ currentTarget: { value } }) => onDraft({ message: value })}
        />
        <TextInput
          label="Tempo (bpm)"
          inputMode="decimal"
          value={draft.bpm}
          disabled={isLocked}
          error={outlook.draft.bpm}
          onChange={({ currentTarget: { value } }) => onDraft({ bpm: value })}
        />
        <KeyField draft={draft} error={outlook.draft.keySignature} isLocked={isLocked} onDraft={onDraft} />
      </div>
      <div className={styles.bottom}>
        <div className={styles.summary}>
          <p className={styles.counts}>{describeCounts(outlook)}</p>
          <Uploads state={state} />
        </div>
        {stage === 'uploading' && (
          <Button variant="default" onClick={onStop}>
            Back to editing
          </Button>
        )}
        <div className={styles.push}>
          <Button
            type="submit"
            size="md"
            loading={isLocked}
            disabled={outlook.obstacle !== null}
            aria-describedby={outlook.obstacle === null ? undefined : 'push-obstacle'}
          >
            Push
          </Button>
        </div>
      </div>
      {outlook.obstacle !== null && stage === 'reviewing' && (
        <div className={styles.obstacle}>
          <p id="push-obstacle">{outlook.obstacle}</p>
          {outlook.brokenCount > 0 && (
            <Button size="compact-sm" variant="default" onClick={onTakeOutBroken}>
              Go on without {outlook.brokenCount === 1 ? 'it' : 'them'}
            </Button>
          )}
        </div>
      )}
    </form>
  );
}

/** While typing, says how a spoken key will be written; on leaving, writes it so. */
function KeyField({
  draft,
  error,
  isLocked,
  onDraft,
}: Pick<PushFooterProps, 'onDraft'> & { draft: SongDraft; error: string | undefined; isLocked: boolean }) {
  const key = parseKeySignature(draft.keySignature);
  const differs = key !== null && key !== draft.keySignature.trim();
  return (
    <TextInput
      label="Key"
      placeholder="F#m"
      autoCapitalize="none"
      spellCheck={false}
      value={draft.keySignature}
      disabled={isLocked}
      error={error}
      description={differs ? `Will be written ${key}` : undefined}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onChange={({ currentTarget: { value } }) => onDraft({ keySignature: value })}
      onBlur={() => {
        if (differs) onDraft({ keySignature: readDraft(draft).values.keySignature ?? '' });
      }}
    />
  );
}

function Uploads({ state }: { state: PushState }) {
  const { sentBytes, totalBytes, travelBytes, bytesPerSecond } = computeProgress(state);
  if (state.stage === 'committing') return <p className={styles.progress}>Making the version…</p>;
  if (totalBytes === 0) return null;
  if (sentBytes >= totalBytes) return <p className={styles.progress}>{describeSent(travelBytes, totalBytes)}</p>;
  const speed = bytesPerSecond > 0 ? ` · ${formatBytes(bytesPerSecond)}/s` : '';
  const left = bytesPerSecond > 0 ? ` · ${formatTimeLeft((totalBytes - sentBytes) / bytesPerSecond)} left` : '';
  return (
    <div className={styles.uploads}>
      <p className={styles.progress}>
        {formatPercent(sentBytes, totalBytes)} of {formatBytes(totalBytes)}
        {speed}
        {left}
      </p>
      <Progress size={5} value={(sentBytes / totalBytes) * 100} aria-label="All uploads" transitionDuration={150} />
    </div>
  );
}

function describeSent(travelBytes: number, totalBytes: number): string {
  if (travelBytes === 0) return `${formatBytes(totalBytes)} on the server already`;
  const travel = describeTravel(travelBytes, totalBytes);
  return travel === null ? `${formatBytes(totalBytes)} sent` : `Sent: ${travel}`;
}

function describeCounts({ counts, brokenCount, isReading }: Outlook): string {
  const parts = [
    counts.new > 0 && `${counts.new} new`,
    counts.replaced - counts.comparing > 0 && `${counts.replaced - counts.comparing} replaced`,
    counts.comparing > 0 && `${counts.comparing} being compared`,
    counts.unchanged > 0 && `${counts.unchanged} unchanged`,
    counts.kept > 0 && `${counts.kept} kept`,
    counts.removed > 0 && `${counts.removed} removed`,
    brokenCount > 0 && `${brokenCount} broken`,
  ].filter((part) => part !== false);
  const total = counts.new + counts.replaced + counts.unchanged + counts.kept + brokenCount;
  return `${count(total, 'stem')}: ${parts.join(', ')}${isReading && counts.comparing === 0 ? ' — still reading files' : ''}`;
}
