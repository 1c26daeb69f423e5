import type { StemResponse } from '@beatflow/shared';
import { StageLane, StageRow, StageWords } from '../../components/stage/stem/stage-row.tsx';
import type { RowOfStage } from '../../components/stage/stem/track-row.tsx';
import { Waveform } from '../../components/stage/waveform/waveform.tsx';
import type { ChannelSettings } from '../../player/mixer.ts';
import styles from './merge-row.module.css';
import { describeMix, describeOrigin, type MergeRow } from './merge-song.ts';
import { type Choice, type Choices, keyOf, type Labels } from './merge-types.ts';

interface MergeRowViewProps {
  row: MergeRow;
  place: RowOfStage;
  labels: Labels;
  choices: Choices;
  onChoose: (key: string, choice: Choice) => void;
  blend: ReadonlyMap<string, number>;
  channel: ChannelSettings;
  isAudible: boolean;
  magnification: number;
}

const LANE_HEIGHT_PX = 52;

/** One track of the merge to be: where it comes from, and where there is a question, both its answers. */
export function MergeRowView(props: MergeRowViewProps) {
  const { row, place, labels, channel } = props;
  const { track, conflict } = row;
  const mix = describeMix(row, labels.theirs);
  const isOpen = conflict !== null && !props.choices.has(keyOf(conflict));
  return (
    <StageRow
      {...place}
      trackId={track.trackId}
      name={track.name}
      stemType={track.stemType}
      channel={channel}
      facts={
        <>
          <StageWords>
            {describeOrigin(row, labels)}
            {isOpen && <strong className={styles.open}> · not decided yet</strong>}
          </StageWords>
          {mix !== null && <StageWords>{mix}</StageWords>}
          {conflict && <Answers {...props} />}
        </>
      }
    >
      <Lanes {...props} />
    </StageRow>
  );
}

/** The same answers as on the card, at hand while listening. */
function Answers({ row, choices, onChoose, labels }: MergeRowViewProps) {
  const conflict = row.conflict!;
  const key = keyOf(conflict);
  const chosen = choices.get(key);
  const answers: { choice: Choice; words: string; title: string }[] = [
    { choice: 'ours', words: labels.oursWord, title: labels.ours },
    { choice: 'theirs', words: labels.theirsWord, title: labels.theirs },
    ...(conflict.field === 'audioDigest'
      ? [{ choice: 'both' as const, words: 'Both', title: `The one from ${labels.theirs} as a track of its own` }]
      : []),
    ...(row.newFile ? [{ choice: row.newFile, words: 'New file', title: row.newFile.name }] : []),
  ];
  return (
    <fieldset className={styles.answers} aria-label={`What to take for ${row.track.name}`}>
      {answers.map(({ choice, words, title }) => (
        <button
          key={words}
          type="button"
          className={styles.answer}
          aria-pressed={chosen === choice}
          title={title}
          onClick={() => onChoose(key, choice)}
        >
          {words}
        </button>
      ))}
    </fieldset>
  );
}

function Lanes({ row, labels, blend, isAudible, magnification }: MergeRowViewProps) {
  const { ours, theirs, conflict, track, stems, newFile } = row;
  const isHeard = (side: string) => isAudible && (blend.get(`${side}/${track.trackId}`) ?? 0) > 0;
  const lane = (side: 'ours' | 'theirs', stem: StemResponse | null, label: string | null, isOn = isHeard(side)) => {
    const source = stems.find(({ id }) => id === `${side}/${track.trackId}`)?.source;
    return stem ? (
      <StageLane label={label} testId={`${side} ${track.name}`} isHeard={isOn}>
        <Waveform
          stemId={stem.id}
          stemType={stem.stemType}
          source={source ?? stems[0]!.source}
          heightPx={LANE_HEIGHT_PX}
          magnification={magnification}
          isAudible={isOn}
        />
      </StageLane>
    ) : null;
  };
  if (conflict) {
    return (
      <>
        {lane('ours', ours, `${labels.oursWord} · ${labels.ours}`)}
        {lane('theirs', theirs, `${labels.theirsWord} · ${labels.theirs}`)}
        {newFile && <p className={styles.file}>New file · {newFile.name}</p>}
      </>
    );
  }
  if (track.from === 'spliced') {
    const isOn = isHeard('spliced');
    return (
      <>
        {lane('ours', ours, `Edits from ${labels.ours}`, isOn || isHeard('ours'))}
        {lane('theirs', theirs, `Edits from ${labels.theirs}`, isOn)}
      </>
    );
  }
  return track.from === 'theirs' || !ours ? lane('theirs', theirs, null) : lane('ours', ours, null);
}
