import type { AudioFacts } from '@beatflow/shared';
import { empty, truncated } from '../audio-error.ts';
import type { AudioReader, PcmBlock } from '../audio-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { ByteWindow, fourCc } from '../byte-window.ts';
import { type AudioLimits, checkFacts, checkFrames } from '../limits.ts';
import { StreamWindow } from '../stream-window.ts';
import { FlacFrameDecoder } from './flac-frame.ts';
import { type FlacHeader, readFlacHeader } from './flac-header.ts';
import { damaged } from './flac-subframe.ts';

/** The smallest thing that could be a frame. */
const minFrameBytes = 10;

/** Opens a FLAC file whose stream begins at `offset`. Decoding is exact, for all depths up to 32 bits. */
export async function openFlac(source: ByteSource, limits: AudioLimits, offset: number): Promise<AudioReader> {
  const header = await readFlacHeader(new ByteWindow(source), offset);
  if (header.framesOffset + minFrameBytes > source.size) {
    throw header.frames === 0 && header.framesOffset <= source.size
      ? empty()
      : truncated('This FLAC file ends before its sound begins.');
  }
  const frames = header.frames || (await countFrames(source, header, limits));
  const { sampleRate, channels, bitDepth } = header;
  const facts: AudioFacts = {
    format: 'flac',
    codec: 'flac',
    sampleRate,
    channels,
    bitDepth,
    sampleFormat: 'int',
    frames,
    duration: frames / sampleRate,
  };
  checkFacts(facts, limits);
  return { facts, channelMask: null, blocks: () => decodeBlocks(source, { ...header, frames }) };
}

/** An encoder that wrote into a pipe leaves the length out; then only decoding tells it. */
async function countFrames(source: ByteSource, header: FlacHeader, limits: AudioLimits): Promise<number> {
  let frames = 0;
  for await (const block of decodeBlocks(source, header)) {
    frames += block.frames;
    checkFrames(frames, header.sampleRate, limits);
  }
  return frames;
}

async function* decodeBlocks(source: ByteSource, header: FlacHeader): AsyncGenerator<PcmBlock> {
  const decoder = new FlacFrameDecoder(header);
  const window = new StreamWindow(source, header.framesOffset);
  const canonical = new Uint8Array(header.maxBlockFrames * header.channels * Math.ceil(header.bitDepth / 8));
  for (let startFrame = 0; header.frames === 0 || startFrame < header.frames; ) {
    const bytes = await window.peek(decoder.maxFrameBytes);
    if (isEnd(bytes, header)) return;
    const frame = decodeFrame(decoder, bytes, window.offset + bytes.length >= source.size);
    const length = interleave(decoder.planes, frame.frames, header.bitDepth, canonical);
    yield { startFrame, frames: frame.frames, bytes: canonical.subarray(0, length) };
    startFrame += frame.frames;
    window.advance(frame.bytes);
  }
}

/** Without a known length the sound ends with the file, or where an ID3v1 tag begins. */
function isEnd(bytes: Uint8Array, header: FlacHeader): boolean {
  return bytes.length === 0 || (header.frames === 0 && bytes.length === 128 && fourCc(bytes).startsWith('TAG'));
}

function decodeFrame(decoder: FlacFrameDecoder, bytes: Uint8Array, isLast: boolean): { frames: number; bytes: number } {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    // The last frame of a file that was cut looks damaged; what helps is to fetch the file again.
    if (isLast && bytes.length < decoder.maxFrameBytes && !decoder.hasNextFrame(bytes)) {
      throw truncated('This FLAC file is cut short: its last frame is incomplete.');
    }
    throw error;
  }
}

/** Writes samples as canonical PCM, left-justified in whole bytes; answers how many bytes. */
function interleave(planes: readonly Float64Array[], frames: number, bitDepth: number, out: Uint8Array): number {
  const sampleBytes = Math.ceil(bitDepth / 8);
  const scale = 2 ** (8 * sampleBytes - bitDepth);
  const limit = 2 ** (bitDepth - 1);
  const stride = planes.length * sampleBytes;
  for (let channel = 0; channel < planes.length; channel++) {
    const plane = planes[channel]!;
    let at = channel * sampleBytes;
    for (let i = 0; i < frames; i++, at += stride) {
      const sample = plane[i]!;
      if (sample >= limit || sample < -limit) throw damaged();
      const value = (sample * scale) | 0;
      for (let byte = 0; byte < sampleBytes; byte++) out[at + byte] = value >> (8 * byte);
    }
  }
  return frames * stride;
}
