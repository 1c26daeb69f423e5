import { ConflictCard } from './conflict-card.tsx';
import styles from './conflict-list.module.css';
import {
  type Choice,
  type Choices,
  type Conflict,
  keyOf,
  type Labels,
  type NewFiles,
  type Side,
} from './merge-types.ts';

interface ConflictListProps {
  conflicts: readonly Conflict[];
  labels: Labels;
  ours: Side;
  theirs: Side;
  choices: Choices;
  files: NewFiles;
  onChoose: (conflict: Conflict, choice: Choice) => void;
}

/** Every question of a merge as a card. */
export function ConflictList({ conflicts, labels, ours, theirs, choices, files, onChoose }: ConflictListProps) {
  const find = (side: Side, trackId: string | null) => side.stems.find((stem) => stem.trackId === trackId) ?? null;
  return (
    <div className={styles.list}>
      {conflicts.map((conflict) => {
        const key = keyOf(conflict);
        const [ourStem, theirStem] = [find(ours, conflict.trackId), find(theirs, conflict.trackId)];
        const name = (ourStem ?? theirStem)?.name ?? (conflict.trackId === null ? null : 'A track');
        return (
          <ConflictCard
            key={key}
            conflict={conflict}
            trackName={name}
            labels={labels}
            ours={ourStem}
            theirs={theirStem}
            choice={choices.get(key)}
            file={files.get(key) ?? null}
            onChoose={(choice) => onChoose(conflict, choice)}
          />
        );
      })}
    </div>
  );
}
