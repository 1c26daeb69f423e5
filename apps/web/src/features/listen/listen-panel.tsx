import type { CommitResponse } from '@beatflow/shared';
import { useEffect, useMemo, useRef, useState } from 'react';
import { usePlayer, usePlayerSnapshot } from '../../components/player-context.ts';
import { hasSolo, isAudible } from '../../player/mixer.ts';
import { sharedPieceDecoder } from '../../player/piece-decoder.ts';
import type { FrameRange } from '../../player/timeline.ts';
import { LazyHelpSheet } from './lazy-help-sheet.tsx';
import styles from './listen-panel.module.css';
import { useStage } from './stage-context.ts';
import { StemRow } from './stem/stem-row.tsx';
import { describeStemDifferences } from './stem-differences.ts';
import { LoopShade } from './timeline/loop-shade.tsx';
import { Playhead } from './timeline/playhead.tsx';
import { Ruler } from './timeline/ruler.tsx';
import { useTimelineDrag } from './timeline/use-timeline-drag.ts';
import { useTimelineSize } from './timeline/use-timeline-size.ts';
import { ViewContext } from './timeline/use-view.ts';
import { toPlayableVersion } from './to-playable-version.ts';
import { TransportBar } from './transport/transport-bar.tsx';
import { useListenKeys } from './use-listen-keys.ts';
import { FrameCache } from './waveform/frame-cache.ts';
import { FrameCacheContext } from './waveform/waveform.tsx';
import { chooseMagnification } from './waveform/waveform-layout.ts';

/** The stems of one version under one transport: to see, to hear, and to mix for oneself. */
export function ListenPanel({ commit }: { commit: CommitResponse }) {
  const player = usePlayer();
  const { view, takeStage } = useStage();
  const [frames] = useState(() => new FrameCache());
  const version = useMemo(() => toPlayableVersion(commit), [commit]);

  useEffect(takeStage, [takeStage]);
  useEffect(() => player.load(version), [player, version]);
  useEffect(() => () => frames.dispose(), [frames]);
  useEffect(() => {
    // The decoder starts before anybody presses play, but after the page has been drawn.
    const timer = setTimeout(sharedPieceDecoder, 300);
    return () => clearTimeout(timer);
  }, []);

  return (
    <ViewContext value={view}>
      <FrameCacheContext value={frames}>
        <Panel commit={commit} />
      </FrameCacheContext>
    </ViewContext>
  );
}

function Panel({ commit }: { commit: CommitResponse }) {
  const player = usePlayer();
  const { view } = useStage();
  const { channels, version } = usePlayerSnapshot();
  const [selected, select] = useState(0);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [marked, setMarked] = useState<FrameRange | null>(null);
  const laneRef = useRef<HTMLDivElement>(null);
  const { handlers } = useTimelineDrag(setMarked);
  const differences = useMemo(() => describeStemDifferences(commit.stems), [commit.stems]);
  const magnification = useMemo(() => chooseMagnification(commit.stems.map(({ audio }) => audio)), [commit.stems]);
  useTimelineSize(laneRef, view);
  useListenKeys({ player, view, selected, select, showHelp: () => setHelpOpen(true) });
  const anySolo = hasSolo(channels);

  return (
    <section className={styles.panel} aria-label="Player">
      <TransportBar onHelp={() => setHelpOpen(true)} />
      {differences.map((sentence) => (
        <p key={sentence} className={styles.notice}>
          {sentence}
        </p>
      ))}
      <div className={styles.stage}>
        <div className={styles.rulerRow}>
          <div className={styles.corner}>
            {commit.stems.length} {commit.stems.length === 1 ? 'stem' : 'stems'}
          </div>
          <Ruler bpm={commit.bpm} marked={marked} handlers={handlers} />
        </div>
        <ol className={styles.rows}>
          {version?.id === commit.id &&
            commit.stems.map((stem, index) => (
              <StemRow
                key={stem.trackId}
                stem={stem}
                index={index}
                source={version.stems[index]!.source}
                magnification={magnification}
                channel={channels[index]!}
                isAudible={isAudible(channels[index]!, anySolo)}
                isSelected={selected === index}
                onSelect={select}
                timelineHandlers={handlers}
              />
            ))}
        </ol>
        <div ref={laneRef} className={styles.overlay}>
          <LoopShade marked={marked} />
          <Playhead />
        </div>
      </div>
      <LazyHelpSheet isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </section>
  );
}
