import type { ChannelSettings } from './mixer.ts';
import type { PlayableVersion } from './pcm-source.ts';
import type { FrameRange } from './timeline.ts';

export type PlayerStatus = 'empty' | 'paused' | 'waiting' | 'playing';

/** What changes rarely enough for React. Playhead and meters are read from the player frame by frame. */
export interface PlayerSnapshot {
  /** `waiting`: play was asked for, and audio of some stem has not arrived; all stems wait together. */
  readonly status: PlayerStatus;
  /** The version that was asked for last. */
  readonly version: PlayableVersion | null;
  /** Whether `version` is the one heard; false while the one before plays on until the new one is ready. */
  readonly isSwitched: boolean;
  readonly sampleRate: number;
  readonly lengthFrames: number;
  readonly loop: FrameRange | null;
  readonly isLooping: boolean;
  /** One per stem of `version`. */
  readonly channels: readonly ChannelSettings[];
  readonly isMixChanged: boolean;
  readonly masterGainDb: number;
  /** Names of the stems whose audio is missing at the playhead, while waiting. */
  readonly waitingFor: readonly string[];
  readonly failedReads: number;
  /** A sentence, when this browser cannot play at all. */
  readonly problem: string | null;
}

export const EMPTY_SNAPSHOT: PlayerSnapshot = {
  status: 'empty',
  version: null,
  isSwitched: true,
  sampleRate: 48_000,
  lengthFrames: 0,
  loop: null,
  isLooping: false,
  channels: [],
  isMixChanged: false,
  masterGainDb: 0,
  waitingFor: [],
  failedReads: 0,
  problem: null,
};
