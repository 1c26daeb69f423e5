import { describe, expect, test } from 'vitest';
import { PIECE_FRAMES } from './pcm-source.ts';
import { countingSource } from './testing/counting-source.ts';
import { PlayerRig, versionOf } from './testing/player-rig.ts';

const RATE = 48_000;

function song(id: string, stems = 2, frames = 8 * PIECE_FRAMES) {
  return versionOf(
    Array.from({ length: stems }, () => countingSource(frames)),
    { id },
  );
}

describe('switching versions', () => {
  test('the new version takes over at the same position, without a frame of silence', async () => {
    const rig = new PlayerRig();
    await rig.start(song('before'));
    await rig.run(1);
    const [before] = rig.strips;
    rig.player.load(song('after', 3));
    await rig.run(1);
    const after = rig.strips.slice(-3);
    expect(rig.player.getSnapshot()).toMatchObject({ status: 'playing', isSwitched: true });
    expect(before!.isDisposed).toBe(true);
    for (const strip of after) expect(strip.rendered).toEqual(after[0]!.rendered);
    const { rendered } = after[0]!;
    const start = rendered.findIndex((value) => value !== 0);
    // In the fade both versions play the same frame, so that their sum is that frame whole.
    for (let frame = start; frame < start + 500; frame++) {
      const sum = rendered[frame]! + (before!.rendered[frame] ?? 0);
      expect(sum).toBeCloseTo(rendered[start + 2_000]! - 2_000 + frame - start, 1);
    }
  });

  test('the old version plays on while the new one is loading', async () => {
    const rig = new PlayerRig();
    await rig.start(song('before'));
    await rig.run(0.5);
    const slow = song('after');
    let open = () => {};
    for (const { source } of slow.stems) {
      (source as ReturnType<typeof countingSource>).gate = new Promise((resolve) => {
        const last = open;
        open = () => {
          last();
          resolve();
        };
      });
    }
    rig.player.load(slow);
    await rig.run(1);
    expect(rig.player.getSnapshot()).toMatchObject({ status: 'playing', isSwitched: false });
    const { positionFrames } = rig.player;
    open();
    await rig.run(0.5);
    expect(rig.player.getSnapshot()).toMatchObject({ status: 'playing', isSwitched: true });
    expect(rig.player.positionFrames - positionFrames).toBe(RATE / 2);
  });

  test('going back before the switch cancels it', async () => {
    const rig = new PlayerRig();
    const before = song('before');
    await rig.start(before);
    await rig.run(0.5);
    rig.player.load(song('after'));
    rig.player.load(before);
    await rig.run(0.5);
    expect(rig.player.getSnapshot()).toMatchObject({ status: 'playing', isSwitched: true });
    expect(rig.strips).toHaveLength(2);
  });

  test('paused, the position and the loop stay, also when the sample rate changes', async () => {
    const rig = new PlayerRig();
    rig.player.load(song('before'));
    rig.player.setLoop({ startFrame: 48_000, endFrame: 96_000 });
    rig.player.seek(72_000);
    rig.player.load(versionOf([countingSource(20 * PIECE_FRAMES, { sampleRate: 96_000 })], { id: 'after' }));
    expect(rig.player.positionFrames).toBe(144_000);
    expect(rig.player.getSnapshot()).toMatchObject({
      sampleRate: 96_000,
      loop: { startFrame: 96_000, endFrame: 192_000 },
      isLooping: true,
    });
  });

  test('playing, a version of another rate is resampled to the running clock', async () => {
    const rig = new PlayerRig();
    await rig.start(song('before'));
    await rig.run(0.5);
    rig.player.load(versionOf([countingSource(20 * PIECE_FRAMES, { sampleRate: 96_000 })], { id: 'after' }));
    await rig.run(1);
    expect(rig.player.getSnapshot()).toMatchObject({
      sampleRate: 48_000,
      lengthFrames: 10 * PIECE_FRAMES,
      isSwitched: true,
    });
    const { rendered } = rig.strips.at(-1)!;
    expect(rendered.at(-1)! / 2).toBeCloseTo(rig.player.positionFrames, -1);
  });

  test('a version that is shorter than the position stops at its end', async () => {
    const rig = new PlayerRig();
    await rig.start(song('before'));
    await rig.run(2);
    rig.player.load(song('after', 2, RATE));
    await rig.run(0.5);
    expect(rig.player.getSnapshot().status).toBe('paused');
    expect(rig.player.positionFrames).toBe(RATE);
  });

  test('the listener’s mix follows the track into the next version, and ends with the song', async () => {
    const rig = new PlayerRig();
    await rig.start(song('before'));
    rig.player.changeChannel('track-1', { soloed: true });
    rig.player.load(song('after'));
    await rig.run(0.5);
    expect(rig.strips.slice(-2).map(({ gain }) => gain)).toEqual([0, 1]);
    rig.player.load({ ...song('other'), group: 'another song' });
    expect(rig.player.getSnapshot()).toMatchObject({ status: 'paused', isMixChanged: false });
    expect(rig.player.positionFrames).toBe(0);
  });

  test('memory stays within the budget while two versions are held', async () => {
    const budgetBytes = 24 * 4 * PIECE_FRAMES * 4;
    const rig = new PlayerRig({ budgetBytes });
    await rig.start(song('v0', 12, 20 * PIECE_FRAMES));
    rig.output.remembers = false;
    for (let version = 1; version < 5; version++) {
      rig.player.load(song(`v${version}`, 12, 20 * PIECE_FRAMES));
      await rig.run(0.5);
    }
    expect(rig.player.getSnapshot().status).toBe('playing');
    expect(rig.peakBytes).toBeLessThanOrEqual(budgetBytes);
  });
});
