import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { PlayableVersion } from '../../player/pcm-source.ts';
import { sharedPieceDecoder } from '../../player/piece-decoder.ts';
import type { FrameRange } from '../../player/timeline.ts';
import { usePlayer } from '../player-context.ts';
import { LazyHelpSheet } from './lazy-help-sheet.tsx';
import { useStage } from './stage-context.ts';
import type { RowOfStage } from './stem/track-row.tsx';
import { LoopShade } from './timeline/loop-shade.tsx';
import { Playhead } from './timeline/playhead.tsx';
import { Ruler } from './timeline/ruler.tsx';
import { useTimelineDrag } from './timeline/use-timeline-drag.ts';
import { useTimelineSize } from './timeline/use-timeline-size.ts';
import { ViewContext } from './timeline/use-view.ts';
import styles from './timeline-stage.module.css';
import { TransportBar } from './transport/transport-bar.tsx';
import { useListenKeys } from './use-listen-keys.ts';
import { FrameCache } from './waveform/frame-cache.ts';
import { FrameCacheContext } from './waveform/waveform.tsx';

/** What each row of the stage is drawn with. */
export type StageRows = (index: number) => RowOfStage;

interface TimelineStageProps {
  /** What plays. The stems of the rows come first, one per row in the rows' order, so that keys find them. */
  readonly version: PlayableVersion;
  readonly label: string;
  readonly corner: string;
  readonly bpm: number | null;
  readonly rowCount: number;
  /** Switches of what is heard, under the transport. */
  readonly tools?: ReactNode;
  readonly children: (rowAt: StageRows) => ReactNode;
}

/** A transport, a ruler, and rows on one time axis, whatever they are: stems, versions side by side, or a merge to be. */
export function TimelineStage(props: TimelineStageProps) {
  const player = usePlayer();
  const { view, takeStage } = useStage();
  const [frames] = useState(() => new FrameCache());
  const { version } = props;
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
        <Stage {...props} />
      </FrameCacheContext>
    </ViewContext>
  );
}

function Stage({ label, corner, bpm, rowCount, tools, children }: TimelineStageProps) {
  const player = usePlayer();
  const { view } = useStage();
  const [selected, setSelected] = useState(0);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [marked, setMarked] = useState<FrameRange | null>(null);
  const laneRef = useRef<HTMLDivElement>(null);
  const { handlers } = useTimelineDrag(setMarked);
  const select = (index: number) => setSelected(Math.min(index, Math.max(0, rowCount - 1)));
  const showHelp = () => setHelpOpen(true);
  const rowAt: StageRows = (index) => {
    return { index, isSelected: selected === index, onSelect: select, timelineHandlers: handlers };
  };
  useTimelineSize(laneRef, view);
  useListenKeys({ player, view, selected, select, showHelp });
  return (
    <section className={styles.panel} aria-label={label}>
      <TransportBar onHelp={showHelp} />
      {tools}
      <div className={styles.stage}>
        <div className={styles.rulerRow}>
          <div className={styles.corner}>{corner}</div>
          <Ruler bpm={bpm} marked={marked} handlers={handlers} />
        </div>
        {children(rowAt)}
        <div ref={laneRef} className={styles.overlay}>
          <LoopShade marked={marked} />
          <Playhead />
        </div>
      </div>
      <LazyHelpSheet isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </section>
  );
}
