import type { StemType } from '@beatflow/shared';
import { useComputedColorScheme } from '@mantine/core';
import { type PointerEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Player } from '../../../player/player.ts';
import { stemColors } from '../../../theme/stem-colors.ts';
import type { Overview } from './overview.ts';
import { paintOverview } from './paint-overview.ts';
import type { RowSound } from './row-sound.ts';
import styles from './row-waveform.module.css';

interface RowWaveformProps {
  sound: RowSound;
  stemType: StemType;
  label: string;
  /** The player while it plays this row, else null. */
  player: Player | null;
}

/** The outline of one stem, drawn as it becomes known; while it plays, with a playhead that can be put elsewhere. */
export function RowWaveform({ sound, stemType, label, player }: RowWaveformProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const overview = useRef<Overview | null>(null);
  const [isKnown, setIsKnown] = useState(false);
  const [isUnreadable, setIsUnreadable] = useState(false);
  const color = stemColors[useComputedColorScheme('dark')][stemType];
  const paint = useEffectEvent(() => {
    const context = canvas.current?.getContext('2d');
    if (context && overview.current) paintOverview(context, overview.current, color);
  });

  useEffect(() => {
    const controller = new AbortController();
    const show = (next: Overview) => {
      overview.current = next;
      setIsKnown(true);
      paint();
    };
    sound.readOverview(show, controller.signal).catch(() => setIsUnreadable(!controller.signal.aborted));
    return () => controller.abort();
  }, [sound]);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      const box = entry?.contentRect;
      if (!box) return;
      element.width = Math.max(1, Math.round(box.width * devicePixelRatio));
      element.height = Math.max(1, Math.round(box.height * devicePixelRatio));
      paint();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  // Another colour is another picture.
  useEffect(() => paint(), [color]);

  const seek = ({ clientX, currentTarget }: PointerEvent<HTMLDivElement>) => {
    if (!player) return;
    const { left, width } = currentTarget.getBoundingClientRect();
    player.seek(Math.round(((clientX - left) / width) * player.getSnapshot().lengthFrames));
  };
  if (isUnreadable) return <p className={styles.unreadable}>No preview in this browser</p>;
  return (
    <div className={styles.box} data-seekable={player !== null || undefined} onPointerDown={seek}>
      <canvas ref={canvas} className={styles.canvas} role="img" aria-label={label} data-drawn={isKnown || undefined} />
      {player && <Playhead player={player} />}
    </div>
  );
}

function Playhead({ player }: { player: Player }) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let frame = 0;
    const move = () => {
      const { lengthFrames } = player.getSnapshot();
      const part = lengthFrames > 0 ? Math.min(1, player.positionFrames / lengthFrames) : 0;
      if (line.current) line.current.style.left = `${part * 100}%`;
      frame = requestAnimationFrame(move);
    };
    move();
    return () => cancelAnimationFrame(frame);
  }, [player]);
  return <div ref={line} className={styles.playhead} aria-hidden="true" />;
}
