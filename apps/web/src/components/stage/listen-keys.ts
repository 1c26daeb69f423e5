import { type PlayableVersion, trackOf } from '../../player/pcm-source.ts';
import type { Player } from '../../player/player.ts';
import type { ViewStore } from './timeline/view-store.ts';

export interface KeyTargets {
  readonly player: Player;
  readonly view: ViewStore;
  readonly selected: number;
  readonly select: (index: number) => void;
  readonly showHelp: () => void;
}

const STEP_SECONDS = 5;
const FINE_STEP_SECONDS = 0.1;

type Action = (targets: KeyTargets, event: Pick<KeyboardEvent, 'shiftKey'>) => void;

function seekBy(player: Player, seconds: number): void {
  player.seek(player.positionFrames + seconds * player.getSnapshot().sampleRate);
}

const step =
  (direction: 1 | -1): Action =>
  ({ player }, { shiftKey }) =>
    seekBy(player, direction * (shiftKey ? FINE_STEP_SECONDS : STEP_SECONDS));

const stepFrame =
  (direction: 1 | -1): Action =>
  ({ player }) =>
    player.seek(player.positionFrames + direction);

const zoom =
  (factor: number): Action =>
  ({ player, view }) =>
    view.zoomAtFrame(factor, player.positionFrames);

const selectBy =
  (direction: 1 | -1): Action =>
  ({ player, selected, select }) => {
    const count = player.getSnapshot().channels.length;
    if (count > 0) select((selected + direction + count) % count);
  };

function toggleChannel({ player, selected }: KeyTargets, field: 'muted' | 'soloed'): void {
  const { version, channels } = player.getSnapshot();
  const stem = (version as PlayableVersion | null)?.stems[selected];
  const channel = channels[selected];
  if (stem && channel) player.changeChannel(trackOf(stem), { [field]: !channel[field] });
}

function markLoop({ player }: KeyTargets, edge: 'startFrame' | 'endFrame'): void {
  const { loop, lengthFrames } = player.getSnapshot();
  const range = { startFrame: 0, endFrame: lengthFrames, ...loop, [edge]: Math.round(player.positionFrames) };
  if (range.endFrame > range.startFrame) player.setLoop(range);
}

const actions: Record<string, Action> = {
  ' ': ({ player }) => player.toggle(),
  ArrowLeft: step(-1),
  ArrowRight: step(1),
  ',': stepFrame(-1),
  '.': stepFrame(1),
  Home: ({ player }) => player.seek(0),
  End: ({ player }) => player.seek(player.getSnapshot().lengthFrames),
  l: ({ player }) => player.setLooping(!player.getSnapshot().isLooping),
  '[': (targets) => markLoop(targets, 'startFrame'),
  ']': (targets) => markLoop(targets, 'endFrame'),
  '+': zoom(2),
  '=': zoom(2),
  '-': zoom(0.5),
  '0': ({ view }) => view.fit(),
  f: ({ view }) => view.setFollowing(!view.getSnapshot().isFollowing),
  ArrowUp: selectBy(-1),
  ArrowDown: selectBy(1),
  m: (targets) => toggleChannel(targets, 'muted'),
  s: (targets) => toggleChannel(targets, 'soloed'),
  '?': ({ showHelp }) => showHelp(),
};

/** What a key does in the listening panel; null for keys that it leaves alone. */
export function findAction(key: string): Action | null {
  if (/^[1-9]$/.test(key))
    return ({ player, select }) => {
      const index = Number(key) - 1;
      if (index < player.getSnapshot().channels.length) select(index);
    };
  return actions[key.length === 1 ? key.toLowerCase() : key] ?? null;
}

/** Whether the element that has the focus wants this key itself: text fields all, sliders arrows, buttons and links Space. */
export function keepsKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[role="dialog"], [role="menu"], [role="listbox"]')) return true;
  if (target instanceof HTMLInputElement && target.type === 'range') return /^(Arrow|Home|End|Page)/.test(key);
  if (target.matches('input, textarea, select')) return true;
  // After a click with the mouse, Space plays; who moves with the keyboard presses the button that has the ring.
  return key === ' ' && target.closest('button, a, summary, label') !== null && target.matches(':focus-visible');
}
