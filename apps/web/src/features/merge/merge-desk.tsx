import type { CommitResponse, RepositoryResponse } from '@beatflow/shared';
import { useMemo, useState } from 'react';
import { Section } from '../../components/section.tsx';
import { ConflictList } from './conflict-list.tsx';
import { describeKind } from './describe-kind.ts';
import styles from './merge-desk.module.css';
import { MergeForm } from './merge-form.tsx';
import { toMergeSong } from './merge-song.ts';
import { MergeStage } from './merge-stage.tsx';
import { type Choice, type Choices, keyOf, type Preview } from './merge-types.ts';

interface MergeDeskProps {
  repository: RepositoryResponse;
  branch: string;
  theirsRef: string;
  preview: Preview;
  ours: CommitResponse;
  theirs: CommitResponse;
  isAsking: boolean;
  onAskAgain: () => void;
}

/** Where a merge is made: the questions, the song as it would be, and the button. Answers outlive a new preview. */
export function MergeDesk(props: MergeDeskProps) {
  const { repository, branch, theirsRef, preview, ours, theirs, isAsking, onAskAgain } = props;
  const [choices, setChoices] = useState<Choices>(new Map());
  const song = useMemo(() => toMergeSong(preview, ours, theirs, choices), [preview, ours, theirs, choices]);
  const labels = { ours: branch, theirs: theirsRef === theirs.id ? theirs.digest.slice(0, 7) : theirsRef };
  const choose = (key: string, choice: Choice) => setChoices((before) => new Map(before).set(key, choice));
  return (
    <div className={styles.desk}>
      <p className={styles.kind}>{describeKind(preview, labels)}</p>
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
            onChoose={(conflict, choice) => choose(keyOf(conflict), choice)}
          />
        </Section>
      )}
      <Section title="How it will sound" lead="The whole song as it would be. Nothing has been written yet.">
        <MergeStage song={song} bpm={preview.bpm} labels={labels} choices={choices} onChoose={choose} />
      </Section>
      <MergeForm
        repository={repository}
        branch={branch}
        theirsRef={theirsRef}
        labels={labels}
        preview={preview}
        choices={choices}
        isAsking={isAsking}
        onAskAgain={onAskAgain}
      />
    </div>
  );
}
