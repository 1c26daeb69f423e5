import type { CommitResponse } from '@beatflow/shared';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { Section } from '../../components/section.tsx';
import { ConflictList } from './conflict-list.tsx';
import { keepChoices, readChoices } from './kept-choices.ts';
import styles from './merge-desk.module.css';
import { toMergeSong } from './merge-song.ts';
import { MergeStage } from './merge-stage.tsx';
import {
  type Choice,
  type Choices,
  keyOf,
  type Labels,
  type NewFiles,
  type Preview,
  type Side,
} from './merge-types.ts';

interface MergeDeskProps {
  /** What is brought together, by which the answers are found again after a reload. */
  place: string;
  /** What is about to happen. */
  words: string;
  labels: Labels;
  preview: Preview;
  ours: Pick<CommitResponse, 'stems' | 'repositoryId'>;
  theirs: Side;
  /** Where the decision is made, with the answers so far. */
  children: (choices: Choices) => ReactNode;
}

/** Where versions are brought together: the questions, the song as it would be, the form. Answers outlive a new preview. */
export function MergeDesk({ place, words, labels, preview, ours, theirs, children }: MergeDeskProps) {
  // Once a merge is made its base is another one: nobody's answers to the last merge answer the next.
  const keptAs = `${ours.repositoryId} ${preview.mergeBaseId} ${place}`;
  const [choices, setChoices] = useState<Choices>(() => readChoices(keptAs));
  const [files, setFiles] = useState<NewFiles>(new Map());
  const song = useMemo(
    () => toMergeSong(preview, ours, theirs, choices, files),
    [preview, ours, theirs, choices, files],
  );
  useEffect(() => keepChoices(keptAs, choices), [keptAs, choices]);
  const choose = (key: string, choice: Choice) => {
    setChoices((before) => new Map(before).set(key, choice));
    if (typeof choice === 'object') setFiles((before) => new Map(before).set(key, choice));
  };
  return (
    <div className={styles.desk}>
      <p className={styles.kind}>{words}</p>
      {preview.conflicts.length > 0 && (
        <Section
          title={preview.conflicts.length === 1 ? 'One question' : `${preview.conflicts.length} questions`}
          lead="Both sides changed the same thing. Whatever you choose, the other stays in history."
        >
          <ConflictList
            conflicts={preview.conflicts}
            labels={labels}
            ours={ours}
            theirs={theirs}
            choices={choices}
            files={files}
            onChoose={(conflict, choice) => choose(keyOf(conflict), choice)}
          />
        </Section>
      )}
      <Section title="How it will sound" lead="The whole song as it would be. Nothing has been written yet.">
        <MergeStage song={song} bpm={preview.bpm} labels={labels} choices={choices} onChoose={choose} />
      </Section>
      {children(choices)}
    </div>
  );
}
