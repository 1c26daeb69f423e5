import { useEffect, useMemo } from 'react';
import { usePlayer, usePlayerSnapshot } from '../../components/player-context.ts';
import { type StageRows, TimelineStage } from '../../components/stage/timeline-stage.tsx';
import { chooseMagnification } from '../../components/stage/waveform/waveform-layout.ts';
import { type ChannelSettings, hasSolo, isAudible } from '../../player/mixer.ts';
import { MergeRowView } from './merge-row.tsx';
import { type MergeSong, toMergeBlend } from './merge-song.ts';
import styles from './merge-stage.module.css';
import type { Choice, Choices, Labels } from './merge-types.ts';

interface MergeStageProps {
  song: MergeSong;
  bpm: number | null;
  labels: Labels;
  choices: Choices;
  onChoose: (key: string, choice: Choice) => void;
}

/** The merge to be, playing: a change of an answer is heard at once, at the same place. */
export function MergeStage(props: MergeStageProps) {
  const { song, bpm, choices } = props;
  const player = usePlayer();
  const blend = useMemo(() => toMergeBlend(song, choices), [song, choices]);
  useEffect(() => player.setBlend(blend), [player, blend]);
  const count = song.rows.length;
  return (
    <TimelineStage
      version={song.version}
      label="Player of the merge"
      corner={count === 1 ? '1 track' : `${count} tracks`}
      bpm={bpm}
      rowCount={count}
    >
      {(rowAt) => <Rows {...props} blend={blend} rowAt={rowAt} />}
    </TimelineStage>
  );
}

const untouched: ChannelSettings = { gainDb: 0, pan: 0, muted: false, soloed: false };

function Rows({
  song,
  labels,
  choices,
  onChoose,
  blend,
  rowAt,
}: MergeStageProps & { blend: ReadonlyMap<string, number>; rowAt: StageRows }) {
  const { version, channels } = usePlayerSnapshot();
  const magnification = useMemo(
    () =>
      chooseMagnification(
        song.rows.flatMap(({ ours, theirs }) => [ours, theirs].flatMap((stem) => (stem ? [stem.audio] : []))),
      ),
    [song],
  );
  const isLoaded = version?.id === song.version.id;
  const anySolo = hasSolo(channels);
  return (
    <ol className={styles.rows}>
      {song.rows.map((row, index) => {
        const channel = (isLoaded && channels[index]) || untouched;
        return (
          <MergeRowView
            key={row.track.trackId}
            row={row}
            place={rowAt(index)}
            labels={labels}
            choices={choices}
            onChoose={onChoose}
            blend={blend}
            channel={channel}
            isAudible={isAudible(channel, anySolo)}
            magnification={magnification}
          />
        );
      })}
    </ol>
  );
}
