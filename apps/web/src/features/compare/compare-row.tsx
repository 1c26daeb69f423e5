import type { ChangedTrack } from '../../components/changes/compare-types.ts';
import { describeTrack } from '../../components/changes/describe-changes.ts';
import { StageLane, StageRow, StageWords } from '../../components/stage/stem/stage-row.tsx';
import type { RowOfStage } from '../../components/stage/stem/track-row.tsx';
import { Waveform } from '../../components/stage/waveform/waveform.tsx';
import type { ChannelSettings } from '../../player/mixer.ts';
import type { PlayableStem } from '../../player/pcm-source.ts';
import styles from './compare-row.module.css';
import type { Mix, TrackPair } from './comparison.ts';
import { RegionMarks } from './region-marks.tsx';

interface CompareRowProps {
  place: RowOfStage;
  pair: TrackPair;
  mix: Mix;
  channel: ChannelSettings;
  isAudible: boolean;
  change: ChangedTrack | undefined;
  magnification: number;
  stems: readonly PlayableStem[];
}

const LANE_HEIGHT_PX = 48;

/** One track: what changed in words, and both its waveforms with the changed places marked. */
export function CompareRow(props: CompareRowProps) {
  const { place, pair, mix, channel, isAudible, change } = props;
  const { stemType } = (pair.after ?? pair.before)!;
  return (
    <StageRow
      {...place}
      trackId={pair.trackId}
      name={pair.name}
      stemType={stemType}
      channel={channel}
      facts={<StageWords>{change ? describeTrack(change).join(', ') : ''}</StageWords>}
    >
      {pair.isSameSound ? (
        <Lane {...props} side="after" isHeard={isAudible && mix !== 'difference'} label={null} />
      ) : (
        <>
          <Lane {...props} side="before" isHeard={isAudible && mix !== 'after'} label="Before" />
          <Lane {...props} side="after" isHeard={isAudible && mix !== 'before'} label="After" />
        </>
      )}
    </StageRow>
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
    <StageLane label={label} testId={`${side} ${pair.name}`} isHeard={isHeard}>
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
    </StageLane>
  );
}
