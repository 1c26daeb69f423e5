import {
  IconArrowAutofitWidth,
  IconKeyboard,
  IconRepeat,
  IconRestore,
  IconTimeline,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import { type ReactNode, useCallback } from 'react';
import { usePlayer, usePlayerSnapshot } from '../../player-context.ts';
import { formatGain, fromFader, toFader } from '../stem/fader.ts';
import { Meter } from '../stem/meter.tsx';
import { useView, useViewStore } from '../timeline/use-view.ts';
import { PlayButton } from './play-button.tsx';
import { PositionDisplay } from './position-display.tsx';
import styles from './transport-bar.module.css';
import { WaitNotice } from './wait-notice.tsx';

interface ToolProps {
  label: string;
  keys: string;
  isOn?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function Tool({ label, keys, isOn, onClick, children }: ToolProps) {
  return (
    <button
      type="button"
      className={styles.tool}
      aria-label={label}
      aria-pressed={isOn}
      title={keys === '' ? label : `${label} (${keys})`}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

/** Play, position, loop, zoom, follow and the main volume. It stays in sight while the rows scroll. */
export function TransportBar({ onHelp }: { onHelp: () => void }) {
  const player = usePlayer();
  const viewStore = useViewStore();
  const { isFollowing } = useView();
  const { isLooping, masterGainDb, isMixChanged } = usePlayerSnapshot();
  const readLevels = useCallback(
    (into: Parameters<typeof player.readMasterLevels>[0]) => player.readMasterLevels(into),
    [player],
  );
  return (
    <div className={styles.bar} role="toolbar" aria-label="Transport">
      <PlayButton />
      <PositionDisplay />
      <Tool label="Loop" keys="L" isOn={isLooping} onClick={() => player.setLooping(!isLooping)}>
        <IconRepeat size={18} aria-hidden />
      </Tool>
      <WaitNotice />
      <div className={styles.group}>
        <Tool label="Zoom out" keys="−" onClick={() => viewStore.zoomAtFrame(0.5, player.positionFrames)}>
          <IconZoomOut size={18} aria-hidden />
        </Tool>
        <Tool label="Zoom in" keys="+" onClick={() => viewStore.zoomAtFrame(2, player.positionFrames)}>
          <IconZoomIn size={18} aria-hidden />
        </Tool>
        <Tool label="Show the whole song" keys="0" onClick={() => viewStore.fit()}>
          <IconArrowAutofitWidth size={18} aria-hidden />
        </Tool>
        <Tool
          label="Follow the playhead"
          keys="F"
          isOn={isFollowing}
          onClick={() => viewStore.setFollowing(!isFollowing)}
        >
          <IconTimeline size={18} aria-hidden />
        </Tool>
      </div>
      <div className={styles.master}>
        <input
          type="range"
          min={0}
          max={1}
          step={0.005}
          value={toFader(masterGainDb)}
          aria-label="Main volume"
          aria-valuetext={formatGain(masterGainDb)}
          title={`Main volume: ${formatGain(masterGainDb)} · double-click for 0 dB`}
          onChange={(event) => player.setMasterGainDb(fromFader(event.currentTarget.valueAsNumber))}
          onDoubleClick={() => player.setMasterGainDb(0)}
        />
        <Meter read={readLevels} />
      </div>
      {isMixChanged && (
        <Tool label="Back to the mix of this version" keys="" onClick={() => player.resetMix()}>
          <IconRestore size={18} aria-hidden />
        </Tool>
      )}
      <Tool label="Keyboard shortcuts" keys="?" onClick={onHelp}>
        <IconKeyboard size={18} aria-hidden />
      </Tool>
    </div>
  );
}
