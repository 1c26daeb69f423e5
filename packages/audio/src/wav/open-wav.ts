import { inconsistent } from '../audio-error.ts';
import type { AudioReader } from '../audio-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { ByteWindow } from '../byte-window.ts';
import { type AudioLimits, checkFacts } from '../limits.ts';
import { pcmReader } from '../pcm/pcm-reader.ts';
import { readWavLayout } from './wav-chunks.ts';

/** Opens a WAV file (RIFF, RF64 or BW64; PCM 8 to 32 bits, float 32 and 64). */
export async function openWav(source: ByteSource, limits: AudioLimits): Promise<AudioReader> {
  const { format, dataOffset, dataBytes, streamed } = await readWavLayout(new ByteWindow(source));
  const { sampleBytes, channels, sampleRate, bitDepth, sampleFormat } = format;
  const frames = countFrames(dataBytes, sampleBytes * channels, streamed);
  const facts = {
    format: 'wav' as const,
    codec: sampleFormat === 'float' ? `pcm-f${bitDepth}` : `pcm-s${bitDepth}`,
    sampleRate,
    channels,
    bitDepth,
    sampleFormat,
    frames,
    duration: frames / sampleRate,
  };
  checkFacts(facts, limits);
  const layout = { dataOffset, sampleBytes, bigEndian: false, unsigned: sampleBytes === 1 };
  return pcmReader(source, facts, layout, format.channelMask);
}

/** Whole frames only. Two leftovers are harmless: a counted padding byte, and a stream that stopped inside a frame. */
function countFrames(dataBytes: number, frameBytes: number, streamed: boolean): number {
  const rest = dataBytes % frameBytes;
  const countedPadding = rest === 1 && dataBytes % 2 === 0;
  if (rest !== 0 && !countedPadding && !streamed) {
    throw inconsistent(`This WAV file has ${dataBytes} bytes of sound, which is no whole number of frames.`);
  }
  return (dataBytes - rest) / frameBytes;
}
