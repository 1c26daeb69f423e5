import { inconsistent, truncated, unreadable } from '../audio-error.ts';
import type { AudioReader } from '../audio-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { ByteWindow, fourCc, viewOf } from '../byte-window.ts';
import { type AudioLimits, checkFacts } from '../limits.ts';
import { pcmReader } from '../pcm/pcm-reader.ts';
import { type AiffFormat, parseAiffFormat } from './aiff-format.ts';

const maxChunks = 4096;

/** Opens an AIFF or AIFF-C file that holds plain PCM, in either byte order, integer or float. */
export async function openAiff(source: ByteSource, limits: AudioLimits): Promise<AudioReader> {
  const { format, sound } = await readAiffLayout(new ByteWindow(source));
  const { sampleBytes, channels, sampleRate, bitDepth, sampleFormat, frames } = format;
  const frameBytes = sampleBytes * channels;
  if (frames * frameBytes > sound.bytes) {
    throw inconsistent(`This AIFF file announces ${frames} frames, but its sound has room for ${sound.bytes} bytes.`);
  }
  const facts = {
    format: 'aiff' as const,
    codec: sampleFormat === 'float' ? `pcm-f${bitDepth}` : `pcm-s${bitDepth}`,
    sampleRate,
    channels,
    bitDepth,
    sampleFormat,
    frames,
    duration: frames / sampleRate,
  };
  checkFacts(facts, limits);
  const { bigEndian, unsigned } = format;
  return pcmReader(source, facts, { dataOffset: sound.offset, sampleBytes, bigEndian, unsigned }, null);
}

interface AiffLayout {
  format: AiffFormat;
  sound: { offset: number; bytes: number };
}

async function readAiffLayout(window: ByteWindow): Promise<AiffLayout> {
  const isAifc = fourCc(await window.read(8, 4)) === 'AIFC';
  let format: AiffFormat | null = null;
  let sound: AiffLayout['sound'] | null = null;
  let offset = 12;
  for (let count = 0; !(format && sound) && offset + 8 <= window.size; count++) {
    if (count === maxChunks) throw inconsistent(`This AIFF file has more than ${maxChunks} chunks before its sound.`);
    const header = await window.read(offset, 8);
    const name = fourCc(header);
    const size = viewOf(header).getUint32(4);
    const start = offset + 8;
    if (name === 'COMM' && !format) format = parseAiffFormat(await window.read(start, Math.min(size, 64)), isAifc);
    if (name === 'SSND' && !sound) sound = await readSound(window, start, size);
    offset = start + size + (size % 2);
  }
  if (!format && !sound) throw unreadable('This AIFF file has neither a format nor a sound chunk.');
  if (!format) throw inconsistent('This AIFF file does not say what its sound looks like: it has no COMM chunk.');
  // A file of zero frames may leave the sound chunk out.
  if (!sound && format.frames > 0) throw truncated('This AIFF file ends before its sound begins.');
  return { format, sound: sound ?? { offset: window.size, bytes: 0 } };
}

/** The sound starts `offset` bytes into its chunk, an allowance for aligned writing. */
async function readSound(window: ByteWindow, start: number, size: number): Promise<AiffLayout['sound']> {
  if (size > window.size - start) {
    throw truncated(
      `This AIFF file is cut short: it announces ${size} bytes of sound and has ${Math.max(0, window.size - start)}.`,
    );
  }
  const head = await window.read(start, 8);
  if (size < 8 || head.length < 8) throw truncated('The sound chunk (SSND) of this AIFF file is too short.');
  const skipped = 8 + viewOf(head).getUint32(0);
  if (skipped > size) throw inconsistent('The sound of this AIFF file begins after the end of its own chunk.');
  return { offset: start + skipped, bytes: size - skipped };
}
