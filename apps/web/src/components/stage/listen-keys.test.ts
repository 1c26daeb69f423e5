// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from 'vitest';
import { countingSource } from '../../player/testing/counting-source.ts';
import { PlayerRig, versionOf } from '../../player/testing/player-rig.ts';
import { findAction, keepsKey } from './listen-keys.ts';
import { ViewStore } from './timeline/view-store.ts';

let rig: PlayerRig;
let view: ViewStore;
let selected = 0;
let isHelpShown = false;

beforeEach(() => {
  rig = new PlayerRig();
  rig.player.load(versionOf([1, 2, 3].map(() => countingSource(48_000 * 60))));
  view = new ViewStore();
  view.setExtent({ widthPx: 1_000, lengthFrames: 48_000 * 60 });
  selected = 0;
  isHelpShown = false;
});

function press(key: string, shiftKey = false): void {
  const select = (index: number) => {
    selected = index;
  };
  const showHelp = () => {
    isHelpShown = true;
  };
  findAction(key)?.({ player: rig.player, view, selected, select, showHelp }, { shiftKey });
}

describe('keys', () => {
  test('Space plays and pauses', () => {
    press(' ');
    expect(rig.player.getSnapshot().status).toBe('waiting');
    press(' ');
    expect(rig.player.getSnapshot().status).toBe('paused');
  });

  test('arrows seek, Shift makes them finer, comma and dot go by a frame', () => {
    press('ArrowRight');
    expect(rig.player.positionFrames).toBe(5 * 48_000);
    press('ArrowLeft', true);
    expect(rig.player.positionFrames).toBe(235_200);
    press('.');
    expect(rig.player.positionFrames).toBe(235_201);
    press('End');
    expect(rig.player.positionFrames).toBe(60 * 48_000);
    press('Home');
    expect(rig.player.positionFrames).toBe(0);
  });

  test('brackets mark a loop at the playhead and L turns it off', () => {
    rig.player.seek(48_000);
    press('[');
    rig.player.seek(96_000);
    press(']');
    expect(rig.player.getSnapshot()).toMatchObject({ loop: { startFrame: 48_000, endFrame: 96_000 }, isLooping: true });
    press('l');
    expect(rig.player.getSnapshot().isLooping).toBe(false);
  });

  test('digits and arrows select a stem, M and S mute and solo it', () => {
    press('3');
    press('M');
    press('ArrowDown');
    press('s');
    expect(selected).toBe(0);
    expect(rig.player.getSnapshot().channels.map(({ muted, soloed }) => [muted, soloed])).toEqual([
      [false, true],
      [false, false],
      [true, false],
    ]);
    press('9');
    expect(selected).toBe(0);
  });

  test('plus and minus zoom, 0 shows the whole song, F follows, ? helps', () => {
    press('+');
    expect(view.getSnapshot().framesPerPixel).toBe(1_440);
    press('-');
    press('f');
    expect(view.getSnapshot()).toMatchObject({ framesPerPixel: 2_880, isFollowing: false });
    press('?');
    expect(isHelpShown).toBe(true);
  });
});

test('text fields keep their keys, sliders their arrows, buttons Space', () => {
  document.body.innerHTML =
    '<input id="text"><input id="range" type="range"><button id="button"></button><p id="p"></p>';
  const element = (id: string) => document.getElementById(id);
  expect(keepsKey(element('text'), 'm')).toBe(true);
  expect(keepsKey(element('range'), 'ArrowLeft')).toBe(true);
  expect(keepsKey(element('range'), 'm')).toBe(false);
  element('button')?.focus();
  expect(keepsKey(element('button'), ' ')).toBe(true);
  expect(keepsKey(element('button'), 'ArrowLeft')).toBe(false);
  expect(keepsKey(element('p'), ' ')).toBe(false);
});
