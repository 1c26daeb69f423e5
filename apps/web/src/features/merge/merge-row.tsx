import type { StemResponse } from '@beatflow/shared';
import type { PointerEvent } from 'react';
import type { ChannelSettings } from '../../player/mixer.ts';
import { stemColorVar } from '../../theme/stem-colors.ts';
import { usePlayer } from '../listen/player-context.ts';
import stemStyles from '../listen/stem/stem-row.module.css';
import { Waveform } from '../listen/waveform/waveform.tsx';
import styles from './merge-row.module.css';
import { describeMix, describeOrigin, type MergeRow } from './merge-song.ts';
import { type Choice, type Choices, keyOf, type Labels } from './merge-types.ts';

interface MergeRowViewProps {
  row: MergeRow;
  index: number;
  labels: Labels;
  choices: Choices;
  onChoose: (key: string, choice: Choice) => void;
  blend: ReadonlyMap<string, number>;
  channel: ChannelSettings;
  isAudible: boolean;
  magnification: number;
  isSelected: boolean;
  onSelect: (index: number) => void;
  timelineHandlers: Record<string, (event: PointerEvent) => void>;
}

const LANE_HEIGHT_PX = 52;

/** One track of the merge to be: where it comes from, and where there is a question, both its answers. */
export function MergeRowView(props: MergeRowViewProps) {
  const { row, index, labels, channel, isSelected, onSelect, timelineHandlers } = props;
  const { track, conflict } = row;
  const player = usePlayer();
  const set = (settings: Partial<ChannelSettings>) => player.changeChannel(track.trackId, settings);
  const mix = describeMix(row, labels.theirs);
  const isOpen = conflict !== null && !props.choices.has(keyOf(conflict));
  return (
    <li
      className={stemStyles.row}
      style={{ '--stem-color': stemColorVar(track.stemType) }}
      data-selected={isSelected || undefined}
      onPointerDownCapture={() => onSelect(index)}
      onFocusCapture={() => onSelect(index)}
    >
      <fieldset className={stemStyles.controls} aria-label={track.name}>
        <div className={stemStyles.head}>
          <span className={stemStyles.number} aria-hidden="true">
            {index + 1}
          </span>
          <span className={stemStyles.name} title={track.name}>
            {track.name}
          </span>
          <span className={stemStyles.type}>{track.stemType}</span>
          <button
            type="button"
            className={stemStyles.toggle}
            data-kind="mute"
            aria-pressed={channel.muted}
            aria-label={`Mute ${track.name}`}
            title="Mute (M)"
            onClick={() => set({ muted: !channel.muted })}
          >
            M
          </button>
          <button
            type="button"
            className={stemStyles.toggle}
            data-kind="solo"
            aria-pressed={channel.soloed}
            aria-label={`Solo ${track.name}`}
            title="Solo (S)"
            onClick={() => set({ soloed: !channel.soloed })}
          >
            S
          </button>
        </div>
        <p className={styles.words}>
          {describeOrigin(row, labels)}
          {isOpen && <strong className={styles.open}> · not decided yet</strong>}
        </p>
        {mix !== null && <p className={styles.words}>{mix}</p>}
        {conflict && <Answers {...props} />}
      </fieldset>
      <div className={stemStyles.lane} {...timelineHandlers}>
        <Lanes {...props} />
      </div>
    </li>
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
      <div className={styles.lane} data-heard={isOn || undefined} data-testid={`${side} ${track.name}`}>
        <Waveform
          stemId={stem.id}
          stemType={stem.stemType}
          source={source ?? stems[0]!.source}
          heightPx={LANE_HEIGHT_PX}
          magnification={magnification}
          isAudible={isOn}
        />
        {label !== null && <span className={styles.label}>{label}</span>}
      </div>
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
