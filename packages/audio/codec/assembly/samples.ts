import { CHUNK, DECODED, planeOf, WHOLES } from './memory';

// Samples of a file, interleaved, into one array of integers per channel and back.

/** How the samples of the chunk lie; set before a chunk is encoded or decoded. */
export let channels: i32 = 0;
export let sampleBytes: i32 = 0;
export let bigEndian: bool = false;
export let unsigned: bool = false;

export function setShape(newChannels: i32, newSampleBytes: i32, newBigEndian: bool, newUnsigned: bool): void {
  channels = newChannels;
  sampleBytes = newSampleBytes;
  bigEndian = newBigEndian;
  unsigned = newUnsigned;
}

/** Whether the samples are split: floats, and integers of 32 bits. Then the wholes of the split are what FLAC gets. */
export function isSplit(): bool {
  return sampleBytes === 4;
}

/** Spreads some frames of the chunk over the planes. */
export function spreadFrames(firstFrame: i32, frames: i32): void {
  const stride = channels * (isSplit() ? 4 : sampleBytes);
  const from = (isSplit() ? WHOLES : CHUNK) + ((firstFrame * stride) as usize);
  for (let channel = 0; channel < channels; channel++) {
    spreadChannel(from + channel * (isSplit() ? 4 : sampleBytes), planeOf(channel), frames, stride);
  }
}

function spreadChannel(from: usize, plane: usize, frames: i32, stride: usize): void {
  const end = plane + ((frames as usize) << 2);
  let at = from;
  if (isSplit()) {
    for (let to = plane; to < end; to += 4, at += stride) store<i32>(to, load<i32>(at));
  } else if (sampleBytes === 2) {
    if (bigEndian) {
      for (let to = plane; to < end; to += 4, at += stride) store<i32>(to, (load<i8>(at) << 8) | load<u8>(at, 1));
    } else {
      for (let to = plane; to < end; to += 4, at += stride) store<i32>(to, load<i16>(at));
    }
  } else if (sampleBytes === 3) {
    if (bigEndian) {
      for (let to = plane; to < end; to += 4, at += stride) {
        store<i32>(to, (load<i8>(at) << 16) | (load<u8>(at, 1) << 8) | load<u8>(at, 2));
      }
    } else {
      // Loads the byte before, too, which is there, and shifts it out.
      for (let to = plane; to < end; to += 4, at += stride) store<i32>(to, load<i32>(at - 1) >> 8);
    }
  } else {
    const flip = unsigned ? 0x80 : 0;
    for (let to = plane; to < end; to += 4, at += stride) store<i32>(to, ((load<u8>(at) ^ flip) << 24) >> 24);
  }
}

/** Weaves the planes into frames of the decoded chunk. */
export function weaveFrames(firstFrame: i32, frames: i32): void {
  const stride = channels * (isSplit() ? 4 : sampleBytes);
  const to = (isSplit() ? WHOLES : DECODED) + ((firstFrame * stride) as usize);
  if (channels === 2 && sampleBytes === 3 && !bigEndian) {
    weaveStereo24(to, frames);
    return;
  }
  for (let channel = 0; channel < channels; channel++) {
    weaveChannel(planeOf(channel), to + channel * (isSplit() ? 4 : sampleBytes), frames, stride);
  }
}

function weaveStereo24(to: usize, frames: i32): void {
  const left = planeOf(0);
  const right = planeOf(1);
  let out = to;
  for (let i: usize = 0; i < (frames as usize) << 2; i += 4, out += 6) {
    // Two bytes more than the frame has are overwritten by the next one; behind the last frame is room.
    store<u64>(out, ((load<u32>(left + i) & 0xffffff) as u64) | ((load<u32>(right + i) as u64) << 24));
  }
}

function weaveChannel(plane: usize, to: usize, frames: i32, stride: usize): void {
  const end = plane + ((frames as usize) << 2);
  let out = to;
  if (isSplit()) {
    for (let at = plane; at < end; at += 4, out += stride) store<i32>(out, load<i32>(at));
  } else if (sampleBytes === 2) {
    if (bigEndian) {
      for (let at = plane; at < end; at += 4, out += stride) {
        store<u8>(out, load<u8>(at, 1));
        store<u8>(out, load<u8>(at), 1);
      }
    } else {
      for (let at = plane; at < end; at += 4, out += stride) store<u16>(out, load<u16>(at));
    }
  } else if (sampleBytes === 3) {
    const first: usize = bigEndian ? 2 : 0;
    const third: usize = 2 - first;
    for (let at = plane; at < end; at += 4, out += stride) {
      store<u8>(out, load<u8>(at + first));
      store<u8>(out, load<u8>(at, 1), 1);
      store<u8>(out, load<u8>(at + third), 2);
    }
  } else {
    const flip = unsigned ? 0x80 : 0;
    for (let at = plane; at < end; at += 4, out += stride) store<u8>(out, load<u8>(at) ^ flip);
  }
}
