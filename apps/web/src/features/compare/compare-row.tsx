import type { PointerEvent } from 'react';
import type { ChannelSettings } from '../../player/mixer.ts';
import type { PlayableStem } from '../../player/pcm-source.ts';
import { stemColorVar } from '../../theme/stem-colors.ts';
import { usePlayer } from '../listen/player-context.ts';
import stemStyles from '../listen/stem/stem-row.module.css';
import { Waveform } from '../listen/waveform/waveform.tsx';
import styles from './compare-row.module.css';
import type { ChangedTrack } from './compare-types.ts';
import type { Mix, TrackPair } from './comparison.ts';
import { describeTrack } from './describe-changes.ts';
import { RegionMarks } from './region-marks.tsx';

interface CompareRowProps {
  pair: TrackPair;
  index: number;
  mix: Mix;
  channel: ChannelSettings;
  isAudible: boolean;
  change: ChangedTrack | undefined;
  magnification: number;
  isSelected: boolean;
  onSelect: (index: number) => void;
  timelineHandlers: Record<string, (event: PointerEvent) => void>;
  stems: readonly PlayableStem[];
}

const LANE_HEIGHT_PX = 48;

/** One track: what changed in words, and both its waveforms with the changed places marked. */
export function CompareRow(props: CompareRowProps) {
  const { pair, index, mix, channel, isAudible, change, isSelected, onSelect, timelineHandlers } = props;
  const player = usePlayer();
  const stem = (pair.after ?? pair.before)!;
  const set = (settings: Partial<ChannelSettings>) => player.changeChannel(pair.trackId, settings);
  const words = change ? describeTrack(change).join(', ') : '';
  return (
    <li
      className={stemStyles.row}
      style={{ '--stem-color': stemColorVar(stem.stemType) }}
      data-selected={isSelected || undefined}
      onPointerDownCapture={() => onSelect(index)}
      onFocusCapture={() => onSelect(index)}
    >
      <fieldset className={stemStyles.controls} aria-label={pair.name}>
        <div className={stemStyles.head}>
          <span className={stemStyles.number} aria-hidden="true">
            {index + 1}
          </span>
          <span className={stemStyles.name} title={pair.name}>
            {pair.name}
          </span>
          <span className={stemStyles.type}>{stem.stemType}</span>
          <button
            type="button"
            className={stemStyles.toggle}
            data-kind="mute"
            aria-pressed={channel.muted}
            aria-label={`Mute ${pair.name}`}
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
            aria-label={`Solo ${pair.name}`}
            title="Solo (S)"
            onClick={() => set({ soloed: !channel.soloed })}
          >
            S
          </button>
        </div>
        <p className={styles.words}>{words}</p>
      </fieldset>
      <div className={stemStyles.lane} {...timelineHandlers}>
        {pair.isSameSound ? (
          <Lane {...props} side="after" isHeard={isAudible && mix !== 'difference'} label={null} />
        ) : (
          <>
            <Lane {...props} side="before" isHeard={isAudible && mix !== 'after'} label="Before" />
            <Lane {...props} side="after" isHeard={isAudible && mix !== 'before'} label="After" />
          </>
        )}
      </div>
    </li>
  );
}

interface LaneProps extends CompareRowProps {
  side: 'before' | 'after';
  isHeard: boolean;
  label: string | null;
}

function Lane({ pair, side, isHeard, label, change, magnification, stems }: LaneProps) {
  const stem = pair[side];
  const source = stem && stems.find(({ id }) => id.endsWith(`/${stem.id}`))?.source;
  // Places are counted in the later file; in the earlier one they lie alike only where nothing was put in or cut out.
  const isAligned = pair.before?.audio.frames === pair.after?.audio.frames;
  const regions = side === 'after' || isAligned ? change?.audio?.regions : undefined;
  return (
    <div className={styles.lane} data-side={side} data-testid={`${side} ${pair.name}`}>
      {stem && source ? (
        <>
          <Waveform
            stemId={stem.id}
            stemType={stem.stemType}
            source={source}
            heightPx={LANE_HEIGHT_PX}
            magnification={magnification}
            isAudible={isHeard}
          />
          {regions && <RegionMarks regions={regions} sampleRate={source.sampleRate} />}
        </>
      ) : (
        <p className={styles.absent} style={{ height: LANE_HEIGHT_PX }}>
          {side === 'before' ? 'This track was not there yet' : 'This track is gone'}
        </p>
      )}
      {label && <span className={styles.label}>{label}</span>}
    </div>
  );
}
