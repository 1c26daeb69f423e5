import type { StemResponse } from '@beatflow/shared';
import { IconDownload } from '@tabler/icons-react';
import { memo, type PointerEvent, useCallback } from 'react';
import { usePlayer } from '../../../components/player-context.ts';
import type { ChannelSettings } from '../../../player/mixer.ts';
import type { PcmSource } from '../../../player/pcm-source.ts';
import { stemColorVar } from '../../../theme/stem-colors.ts';
import { Waveform } from '../waveform/waveform.tsx';
import { formatGain, formatPan, fromFader, toFader } from './fader.ts';
import { Meter } from './meter.tsx';
import { MuteSolo } from './mute-solo.tsx';
import styles from './stem-row.module.css';

interface StemRowProps {
  stem: StemResponse;
  index: number;
  source: PcmSource;
  magnification: number;
  channel: ChannelSettings;
  isAudible: boolean;
  isSelected: boolean;
  onSelect: (index: number) => void;
  timelineHandlers: Record<string, (event: PointerEvent) => void>;
}

const ROW_HEIGHT_PX = 72;

/** One stem: what it is, how it is mixed, how loud it is, and what it looks like. */
export const StemRow = memo(function StemRow(props: StemRowProps) {
  const { stem, index, source, magnification, channel, isAudible, isSelected, onSelect, timelineHandlers } = props;
  const player = usePlayer();
  const readLevels = useCallback(
    (into: Parameters<typeof player.readLevels>[1]) => player.readLevels(index, into),
    [player, index],
  );
  const change = (settings: Partial<ChannelSettings>) => player.changeChannel(stem.trackId, settings);
  return (
    <li
      className={styles.row}
      style={{ '--stem-color': stemColorVar(stem.stemType) }}
      data-selected={isSelected || undefined}
      onPointerDownCapture={() => onSelect(index)}
      onFocusCapture={() => onSelect(index)}
    >
      <fieldset className={styles.controls} aria-label={stem.name}>
        <div className={styles.head}>
          <span className={styles.number} aria-hidden="true">
            {index + 1}
          </span>
          <span className={styles.name} title={stem.name}>
            {stem.name}
          </span>
          <span className={styles.type}>{stem.stemType}</span>
          <a
            className={styles.download}
            href={`/stems/${stem.id}/audio`}
            download
            aria-label={`Download ${stem.name} as it was uploaded`}
            title="Download the original file"
          >
            <IconDownload size={15} aria-hidden />
          </a>
        </div>
        <div className={styles.mix}>
          <MuteSolo trackId={stem.trackId} name={stem.name} channel={channel} />
          <input
            type="range"
            className={styles.volume}
            min={0}
            max={1}
            step={0.005}
            value={toFader(channel.gainDb)}
            aria-label={`Volume of ${stem.name}`}
            aria-valuetext={formatGain(channel.gainDb)}
            title={`${formatGain(channel.gainDb)} · double-click for this version’s`}
            onChange={(event) => change({ gainDb: fromFader(event.currentTarget.valueAsNumber) })}
            onDoubleClick={() => change({ gainDb: stem.gainDb })}
          />
          <span className={styles.gain} aria-hidden="true">
            {formatGain(channel.gainDb)}
          </span>
          <input
            type="range"
            className={styles.pan}
            min={-1}
            max={1}
            step={0.02}
            value={channel.pan}
            aria-label={`Pan of ${stem.name}`}
            aria-valuetext={formatPan(channel.pan)}
            title={`Pan: ${formatPan(channel.pan)} · double-click for this version’s`}
            onChange={(event) => change({ pan: event.currentTarget.valueAsNumber })}
            onDoubleClick={() => change({ pan: stem.pan })}
          />
        </div>
        <Meter read={readLevels} />
      </fieldset>
      <div className={styles.lane} {...timelineHandlers}>
        <Waveform
          stemId={stem.id}
          stemType={stem.stemType}
          source={source}
          heightPx={ROW_HEIGHT_PX}
          magnification={magnification}
          isAudible={isAudible}
        />
      </div>
    </li>
  );
});
