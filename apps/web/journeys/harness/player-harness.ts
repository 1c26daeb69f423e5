import { createHttpPcmSource } from '../../src/player/http-pcm-source.ts';
import type { AudioBackend } from '../../src/player/output.ts';
import type { PlayableVersion } from '../../src/player/pcm-source.ts';
import { sharedPieceDecoder } from '../../src/player/piece-decoder.ts';
import { Player } from '../../src/player/player.ts';
import { createWebAudioOutput, webAudioBackend } from '../../src/player/web-audio-output.ts';

interface Quantum {
  readonly frame: number;
  readonly left?: Float32Array;
  readonly right?: Float32Array;
}

/** Stretches of output in which something sounded, as plain numbers, for the test to look at. */
export interface Recording {
  readonly startFrame: number;
  /** Quanta of 128 frames that the recorder did not get to see on a starved machine; they are silence in the arrays. */
  readonly lostQuanta: number;
  readonly left: number[];
  readonly right: number[];
}

/** The real player on the real backend; only the last node in front of the loudspeaker also remembers what passes. */
class Harness {
  readonly #quanta: Quantum[] = [];
  readonly #context: AudioContext;
  readonly player: Player;
  peakBytes = 0;
  #playedAt = 0;
  firstSoundMs = Number.NaN;

  constructor(context: AudioContext, recorder: AudioWorkletNode) {
    this.#context = context;
    recorder.port.onmessage = ({ data }: MessageEvent<Quantum>) => {
      this.#quanta.push(data);
      if (Number.isNaN(this.firstSoundMs) && data.left?.some((value) => value !== 0)) {
        this.firstSoundMs = performance.now() - this.#playedAt;
      }
    };
    const backend: AudioBackend = { ...webAudioBackend, open: () => createWebAudioOutput(context, recorder) };
    this.player = new Player({ backend });
    setInterval(() => {
      this.peakBytes = Math.max(this.peakBytes, this.player.heldBytes);
    }, 5);
  }

  load(id: string, stems: { id: string; channels: number; frames: number }[], sampleRate: number): void {
    const version: PlayableVersion = {
      id,
      group: 'song',
      stems: stems.map((stem) => ({
        id: stem.id,
        name: stem.id,
        source: createHttpPcmSource(stem.id, { sampleRate, channels: stem.channels, frames: stem.frames }),
        gainDb: 0,
        pan: 0,
        muted: false,
      })),
    };
    this.player.load(version);
  }

  play(): void {
    this.firstSoundMs = Number.NaN;
    this.#playedAt = performance.now();
    this.player.play();
  }

  /** The way without pieces: fetches and decodes the stems whole, then starts them; answers the milliseconds until they sound. */
  async playWhole(stemIds: readonly string[]): Promise<number> {
    const playedAt = performance.now();
    const buffers = await Promise.all(
      stemIds.map(async (id) => this.#context.decodeAudioData(await (await fetch(`/stems/${id}/audio`)).arrayBuffer())),
    );
    for (const buffer of buffers) {
      const source = new AudioBufferSourceNode(this.#context, { buffer });
      source.connect(this.#context.destination);
      source.start();
      source.stop(this.#context.currentTime + 0.1);
    }
    return performance.now() - playedAt;
  }

  async wait(seconds: number): Promise<void> {
    const until = this.#context.currentTime + seconds;
    while (this.#context.currentTime < until) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  async waitUntilPlaying(): Promise<void> {
    while (this.player.getSnapshot().status !== 'playing' || !this.player.getSnapshot().isSwitched) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Plays from a frame for a while, and answers what sounded. */
  async record(fromFrame: number, seconds: number): Promise<Recording> {
    this.player.seek(fromFrame);
    this.take();
    this.play();
    await this.waitUntilPlaying();
    await this.wait(seconds);
    this.player.pause();
    await this.wait(0.1);
    return this.take();
  }

  /** Everything recorded since the last call, joined; a quantum that the recorder did not see is silence here. */
  take(): Recording {
    const quanta = this.#quanta.splice(0);
    const startFrame = quanta[0]?.frame ?? 0;
    const endFrame = (quanta.at(-1)?.frame ?? 0) + 128;
    const left = new Float32Array(endFrame - startFrame);
    const right = new Float32Array(endFrame - startFrame);
    for (const quantum of quanta) {
      if (quantum.left !== undefined) left.set(quantum.left, quantum.frame - startFrame);
      if (quantum.right !== undefined) right.set(quantum.right, quantum.frame - startFrame);
    }
    const lostQuanta = left.length / 128 - quanta.length;
    return { startFrame, lostQuanta, left: [...left], right: [...right] };
  }
}

declare global {
  var createHarness: (sampleRate: number) => Promise<Harness>;
  var harness: Harness;
}

globalThis.createHarness = async (sampleRate) => {
  sharedPieceDecoder();
  const context = new AudioContext({ sampleRate });
  await context.audioWorklet.addModule(new URL('./recorder.worklet.js', import.meta.url));
  const recorder = new AudioWorkletNode(context, 'recorder', { outputChannelCount: [2] });
  recorder.connect(context.destination);
  return new Harness(context, recorder);
};
