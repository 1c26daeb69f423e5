import { describeField, type StemResponse } from '@beatflow/shared';
import { Button, FileButton } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { toRequestError } from '../../api/request-error.ts';
import { MiniWave } from '../../components/stage/waveform/mini-wave.tsx';
import styles from './conflict-card.module.css';
import { describeBase, describeSide, listAnswers } from './describe-conflict.ts';
import type { Choice, Conflict, Labels, NewFile } from './merge-types.ts';
import { uploadAnswer } from './upload-answer.ts';

interface ConflictCardProps {
  conflict: Conflict;
  /** Null for a field of the song itself. */
  trackName: string | null;
  labels: Labels;
  ours: StemResponse | null;
  theirs: StemResponse | null;
  choice: Choice | undefined;
  /** The file that was brought as an answer, whatever is chosen now. */
  file: NewFile | null;
  onChoose: (choice: Choice) => void;
}

/** One question that two versions answer differently: what each says, and which is to be. */
export function ConflictCard({ conflict, trackName, labels, ours, theirs, choice, file, onChoose }: ConflictCardProps) {
  const { field, base, reason } = conflict;
  const name = useId();
  const isAudio = field === 'audioDigest';
  return (
    <fieldset className={styles.card} data-open={choice === undefined || undefined}>
      <legend className={styles.title}>
        {trackName ?? 'The song'}: {describeField(field)}
      </legend>
      {reason && <p className={styles.reason}>{reason}</p>}
      {describeBase(field, base) !== null && (
        <p className={styles.base}>
          {labels.baseWord}: {describeBase(field, base)}
        </p>
      )}
      <div className={styles.answers}>
        {listAnswers(conflict, labels).map(({ choice: answer, words }) => (
          <label key={words} className={styles.answer} data-chosen={choice === answer || undefined}>
            <span className={styles.choice}>
              <input type="radio" name={name} checked={choice === answer} onChange={() => onChoose(answer)} />
              {words}
            </span>
            {answer === 'both' ? (
              <span className={styles.value}>The recording from {labels.theirs} becomes a track of its own</span>
            ) : (
              <span className={styles.value}>
                {describeSide(field, conflict[answer as 'ours' | 'theirs'], answer === 'ours' ? ours : theirs)}
              </span>
            )}
            {isAudio && answer === 'ours' && ours && <MiniWave stem={ours} />}
            {isAudio && answer === 'theirs' && theirs && <MiniWave stem={theirs} />}
          </label>
        ))}
        {isAudio && <FileAnswer name={name} choice={choice} file={file} onChoose={onChoose} />}
      </div>
    </fieldset>
  );
}

interface FileAnswerProps {
  name: string;
  choice: Choice | undefined;
  file: NewFile | null;
  onChoose: (file: NewFile) => void;
}

function FileAnswer({ name, choice, file, onChoose }: FileAnswerProps) {
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);

  const take = async (chosen: File | null) => {
    if (chosen === null) return;
    controller.current?.abort();
    const current = new AbortController();
    controller.current = current;
    const { signal } = current;
    setProblem(null);
    setIsSending(true);
    try {
      onChoose(await uploadAnswer(chosen, signal));
    } catch (err) {
      if (!signal.aborted) setProblem(toWords(err));
    } finally {
      if (!signal.aborted) setIsSending(false);
    }
  };
  return (
    <div className={styles.answer} data-chosen={typeof choice === 'object' || undefined}>
      <span className={styles.choice}>
        {file && (
          <input
            type="radio"
            name={name}
            aria-label={`New file: ${file.name}`}
            checked={choice === file}
            onChange={() => onChoose(file)}
          />
        )}
        A new file
      </span>
      <span className={styles.value}>{file ? file.name : 'For instance a bounce that has both'}</span>
      <FileButton accept="audio/*,.wav,.aif,.aiff,.flac" onChange={(chosen) => void take(chosen)}>
        {(props) => (
          <Button {...props} size="xs" variant="default" loading={isSending}>
            {file ? 'Choose another file' : 'Choose a file'}
          </Button>
        )}
      </FileButton>
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  );
}

function toWords(err: unknown): string {
  const error = toRequestError(err);
  return error.reason === 'internal' && err instanceof Error ? err.message : error.message;
}
