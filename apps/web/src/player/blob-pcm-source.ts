import { type AudioReader, blobSource, decodePcm, openAudio } from '@beatflow/audio';
import { type PcmSource, PIECE_FRAMES } from './pcm-source.ts';

/** Rate at which compressed files are decoded by the browser; it resamples those of another rate. */
const DECODE_RATE = 48_000;

/**
 * Plays a local file before it is uploaded. WAV and AIFF are read piece by piece, exactly, however long they are;
 * anything else is decoded whole by the browser. Rejects when the file is no audio that this browser can read.
 */
export async function createBlobPcmSource(file: Blob): Promise<PcmSource> {
  const reader = await openAudio(blobSource(file)).catch(() => null);
  return reader?.readFrames === undefined ? decodeWhole(file) : fromReader(reader);
}

function fromReader(reader: AudioReader): PcmSource {
  const { facts } = reader;
  return {
    sampleRate: facts.sampleRate,
    channels: facts.channels,
    frames: facts.frames,
    async readPiece(index, signal) {
      signal.throwIfAborted();
      const start = index * PIECE_FRAMES;
      const frames = Math.min(PIECE_FRAMES, facts.frames - start);
      return decodePcm(await reader.readFrames!(start, frames), facts);
    },
  };
}

async function decodeWhole(file: Blob): Promise<PcmSource> {
  const context = new OfflineAudioContext(1, 1, DECODE_RATE);
  const audio = await context.decodeAudioData(await file.arrayBuffer());
  return {
    sampleRate: audio.sampleRate,
    channels: audio.numberOfChannels,
    frames: audio.length,
    readPiece: (index) =>
      Promise.resolve(
        Array.from({ length: audio.numberOfChannels }, (_, channel) =>
          audio.getChannelData(channel).slice(index * PIECE_FRAMES, (index + 1) * PIECE_FRAMES),
        ),
      ),
  };
}
