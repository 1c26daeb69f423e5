import { describe, expect, test } from 'vitest';
import { PIECE_FRAMES } from './pcm-source.ts';
import { countingSource } from './testing/counting-source.ts';
import type { FakeStrip } from './testing/fake-output.ts';
import { PlayerRig, versionOf } from './testing/player-rig.ts';

const RATE = 48_000;

function expectTogether(strips: FakeStrip[]): void {
  const [first, ...others] = strips;
  for (const other of others) {
    expect(other.rendered.length).toBe(first!.rendered.length);
    expect(other.rendered.findIndex((value, i) => value !== first!.rendered[i])).toBe(-1);
  }
}

function expectRunOfFrames(heard: number[], firstFrame: number, count: number): void {
  expect(heard.length).toBeGreaterThanOrEqual(count);
  expect(heard.slice(0, count).findIndex((value, i) => value !== firstFrame + i + 1)).toBe(-1);
}

describe('playing', () => {
  test('every stem starts with the first frame and runs through piece borders without a gap', async () => {
    const rig = new PlayerRig();
    await rig.start(versionOf([1, 2, 3].map(() => countingSource(5 * PIECE_FRAMES))));
    await rig.run(4);
    expectTogether(rig.strips);
    expectRunOfFrames(rig.heard(rig.strips[0]!), 0, 3 * RATE);
    expect(rig.player.positionFrames).toBeGreaterThan(3.9 * RATE);
  });

  test('pausing keeps the frame at which it stopped and playing again goes on there', async () => {
    const rig = new PlayerRig();
    await rig.start(versionOf([countingSource(5 * PIECE_FRAMES), countingSource(5 * PIECE_FRAMES)]));
    await rig.run(1);
    rig.player.pause();
    await rig.run(0.2);
    const paused = rig.player.positionFrames;
    expect(rig.player.getSnapshot().status).toBe('paused');
    for (const strip of rig.strips) strip.rendered.length = 0;
    rig.player.play();
    await rig.run(0.5);
    expectRunOfFrames(rig.heard(rig.strips[0]!), paused, 10_000);
    expectTogether(rig.strips);
  });

  test('it stops at the end of the longest stem, shorter stems end earlier, and play starts over', async () => {
    const rig = new PlayerRig();
    await rig.start(versionOf([countingSource(RATE), countingSource(RATE / 2)]));
    await rig.run(1.5);
    expect(rig.player.getSnapshot().status).toBe('paused');
    expect(rig.player.positionFrames).toBe(RATE);
    expect(rig.heard(rig.strips[0]!).filter((value) => value !== 0)).toHaveLength(RATE);
    expect(rig.heard(rig.strips[1]!).filter((value) => value !== 0)).toHaveLength(RATE / 2);
    rig.player.play();
    await rig.run(0.2);
    expect(rig.player.positionFrames).toBeLessThan(RATE / 4);
  });
});

describe('seeking and looping', () => {
  test('a seek while playing begins all stems at exactly that frame', async () => {
    const rig = new PlayerRig();
    await rig.start(versionOf([1, 2, 3].map(() => countingSource(9 * PIECE_FRAMES))));
    await rig.run(1);
    rig.player.seek(300_001);
    await rig.run(1);
    expectTogether(rig.strips);
    const { rendered } = rig.strips[0]!;
    // The first frames lie under the fade-out of what played before; from there the run tells where it began.
    const start = rendered.indexOf(301_002) - 1_000;
    expectRunOfFrames(rendered.slice(start + 1_000), 301_001, 20_000);
    const before = rendered[start - 1]!;
    expect(rendered[start]).toBeCloseTo(300_002 + before + 1, 0);
    expectRunOfFrames(rig.heard(rig.strips[0]!), 0, before);
  });

  test('a loop repeats its frames without one missing, doubled or apart', async () => {
    const rig = new PlayerRig();
    rig.player.load(versionOf([1, 2].map(() => countingSource(5 * PIECE_FRAMES))));
    const loop = { startFrame: 60_001, endFrame: 70_004 };
    rig.player.setLoop(loop);
    rig.player.seek(loop.startFrame);
    rig.player.play();
    await rig.settle();
    await rig.run(2);
    expectTogether(rig.strips);
    const heard = rig.heard(rig.strips[0]!);
    const length = loop.endFrame - loop.startFrame;
    expect(heard.length).toBeGreaterThan(5 * length);
    for (const [i, value] of heard.slice(0, 5 * length).entries()) {
      if (value !== loop.startFrame + (i % length) + 1) throw new Error(`Frame ${i} is ${value}.`);
    }
  });

  test('setting a loop while playing goes on without a missing frame and then wraps', async () => {
    const rig = new PlayerRig();
    await rig.start(versionOf([1, 2].map(() => countingSource(5 * PIECE_FRAMES))));
    await rig.run(0.5);
    rig.player.setLoop({ startFrame: 10_000, endFrame: 50_000 });
    await rig.run(1);
    expectTogether(rig.strips);
    const heard = rig.heard(rig.strips[0]!);
    expectRunOfFrames(heard, 0, 50_000);
    expectRunOfFrames(heard.slice(50_000), 10_000, 20_000);
  });

  test('beyond the end of the loop the song plays on to its end', async () => {
    const rig = new PlayerRig();
    rig.player.load(versionOf([countingSource(RATE)]));
    rig.player.setLoop({ startFrame: 0, endFrame: 10_000 });
    rig.player.seek(20_000);
    rig.player.play();
    await rig.settle();
    await rig.run(1);
    expect(rig.player.getSnapshot().status).toBe('paused');
    expect(rig.player.positionFrames).toBe(RATE);
  });
});

describe('missing audio', () => {
  test('all stems wait for the one that is late, and start together', async () => {
    const rig = new PlayerRig();
    const late = countingSource(5 * PIECE_FRAMES);
    let open = () => {};
    late.gate = new Promise((resolve) => {
      open = resolve;
    });
    await rig.start(versionOf([countingSource(5 * PIECE_FRAMES), late]));
    await rig.run(0.5);
    expect(rig.player.getSnapshot()).toMatchObject({ status: 'waiting', waitingFor: ['Stem 1'] });
    open();
    await rig.run(1);
    expect(rig.player.getSnapshot().status).toBe('playing');
    expectTogether(rig.strips);
    expectRunOfFrames(rig.heard(rig.strips[0]!), 0, 20_000);
  });

  test('when a stem breaks off in the middle, all pause at the same frame and go on from it', async () => {
    const rig = new PlayerRig({ budgetBytes: 4 * 2 * PIECE_FRAMES * 4 });
    const broken = countingSource(40 * PIECE_FRAMES);
    await rig.start(versionOf([countingSource(40 * PIECE_FRAMES), broken]));
    await rig.run(1);
    broken.isBroken = true;
    await rig.run(8);
    expect(rig.player.getSnapshot().status).toBe('waiting');
    expect(rig.player.getSnapshot().failedReads).toBeGreaterThan(0);
    broken.isBroken = false;
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    await rig.run(3);
    expect(rig.player.getSnapshot().status).toBe('playing');
    expectTogether(rig.strips);
    const frames = rig.strips[0]!.rendered.filter((value) => value !== 0).map(Math.floor);
    const fadeFrames = 200;
    const jumps = frames.filter((value, i) => i > 0 && value !== frames[i - 1]! + 1);
    expect(jumps.length).toBeLessThan(fadeFrames);
  });

  test('a tick that comes too late stops and restarts all stems together', async () => {
    const rig = new PlayerRig();
    await rig.start(versionOf([1, 2].map(() => countingSource(20 * PIECE_FRAMES))));
    await rig.run(0.2);
    rig.output.advance(5 * RATE);
    await rig.run(1);
    expect(rig.player.getSnapshot().status).toBe('playing');
    expectTogether(rig.strips);
  });
});

describe('memory', () => {
  test.each([12, 24, 64, 256])(
    '%i stems of ten minutes stay within the budget and play without a pause',
    async (count) => {
      const budgetBytes = 120_000_000;
      const rig = new PlayerRig({ budgetBytes });
      const silence: Float32Array[] = [];
      const quiet = Array.from({ length: count }, () => ({
        sampleRate: RATE,
        channels: 2,
        frames: 600 * RATE,
        readPiece: async () => {
          silence[0] ??= new Float32Array(PIECE_FRAMES);
          return [silence[0], silence[0]];
        },
      }));
      rig.player.load(versionOf(quiet));
      rig.player.play();
      await rig.settle();
      rig.output.remembers = false;
      await rig.run(count > 64 ? 4 : 12);
      expect(rig.player.getSnapshot().status).toBe('playing');
      expect(rig.player.positionFrames).toBeGreaterThan((count > 64 ? 3 : 11) * RATE);
      expect(rig.peakBytes).toBeLessThanOrEqual(budgetBytes);
      expect(rig.peakBytes).toBeGreaterThan(budgetBytes / 4);
    },
  );
});
