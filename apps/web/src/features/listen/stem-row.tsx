import type { StemResponse } from '@beatflow/shared';
import { IconDownload } from '@tabler/icons-react';
import { memo, useCallback } from 'react';
import { usePlayer } from '../../components/player-context.ts';
import { formatGain, formatPan, fromFader, toFader } from '../../components/stage/stem/fader.ts';
import { Meter } from '../../components/stage/stem/meter.tsx';
import { MuteSolo } from '../../components/stage/stem/mute-solo.tsx';
import { type RowOfStage, TrackRow } from '../../components/stage/stem/track-row.tsx';
import { Waveform } from '../../components/stage/waveform/waveform.tsx';
import type { ChannelSettings } from '../../player/mixer.ts';
import type { PcmSource } from '../../player/pcm-source.ts';
import styles from './stem-row.module.css';

interface StemRowProps extends RowOfStage {
  stem: StemResponse;
  source: PcmSource;
  magnification: number;
  channel: ChannelSettings;
  isAudible: boolean;
}

const ROW_HEIGHT_PX = 72;

/** One stem: what it is, how it is mixed, how loud it is, and what it looks like. */
export const StemRow = memo(function StemRow(props: StemRowProps) {
  const { stem, source, magnification, channel, isAudible, ...row } = props;
  const { index } = row;
  const player = usePlayer();
  const readLevels = useCallback(
    (into: Parameters<typeof player.readLevels>[1]) => player.readLevels(index, into),
    [player, index],
  );
  const change = (settings: Partial<ChannelSettings>) => player.changeChannel(stem.trackId, settings);
  return (
    <TrackRow
      {...row}
      name={stem.name}
      stemType={stem.stemType}
      head={
        <a
          className={styles.download}
          href={`/stems/${stem.id}/audio`}
          download
          aria-label={`Download ${stem.name} as it was uploaded`}
          title="Download the original file"
        >
          <IconDownload size={15} aria-hidden />
        </a>
      }
      controls={
        <>
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
            <span className={styles.pan}>
              <span aria-hidden="true">L</span>
              <input
                type="range"
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
              <span aria-hidden="true">R</span>
            </span>
          </div>
          <Meter read={readLevels} />
        </>
      }
    >
      <Waveform
        stemId={stem.id}
        stemType={stem.stemType}
        source={source}
        heightPx={ROW_HEIGHT_PX}
        magnification={magnification}
        isAudible={isAudible}
      />
    </TrackRow>
  );
});
