import { readFile } from 'node:fs/promises';
import { compressedFixtures, fixtureUrl, synthesise, writeAiff, writeWav } from '@beatflow/audio/testing';

export interface FixtureFile {
  name: string;
  bytes: Uint8Array;
  extension: string;
  contentType: string;
}

const frames = 70_000;

/** One small file of every kind that is accepted. */
export async function readFixtureFiles(): Promise<FixtureFile[]> {
  const sound = synthesise({ frames });
  const listInfo = { name: 'LIST', body: Buffer.from('INFOISFT\x08\0\0\0a studio') };
  const plain = [
    { name: 'WAV 8', bytes: writeWav(sound, { bitDepth: 8 }) },
    { name: 'WAV 16', bytes: writeWav(sound, { bitDepth: 16, after: [listInfo] }) },
    { name: 'WAV 24', bytes: writeWav(sound, { bitDepth: 24, before: [listInfo] }) },
    { name: 'WAV 32', bytes: writeWav(sound, { bitDepth: 32 }) },
    { name: 'WAV float 32', bytes: writeWav(sound, { bitDepth: 32, sampleFormat: 'float' }) },
    { name: 'WAV float 64', bytes: writeWav(sound, { bitDepth: 64, sampleFormat: 'float' }) },
    { name: 'WAV extensible', bytes: writeWav(sound, { bitDepth: 24, extensibleMask: 3 }) },
    { name: 'RF64', bytes: writeWav(sound, { bitDepth: 24, wide: 'RF64' }) },
    { name: 'BW64', bytes: writeWav(sound, { bitDepth: 16, wide: 'BW64' }) },
  ].map((file) => ({ ...file, extension: 'wav', contentType: 'audio/wav' }));
  const aiff = [
    { name: 'AIFF 24', bytes: writeAiff(sound, { bitDepth: 24 }) },
    { name: 'AIFF-C sowt', bytes: writeAiff(sound, { bitDepth: 16, compression: 'sowt' }) },
    { name: 'AIFF-C fl32', bytes: writeAiff(sound, { bitDepth: 32, compression: 'fl32' }) },
  ].map((file) => ({ ...file, extension: 'aiff', contentType: 'audio/aiff' }));
  return [...plain, ...aiff, ...(await Promise.all(compressedFixtures.map(({ file }) => readCompressed(file))))];
}

async function readCompressed(file: (typeof compressedFixtures)[number]['file']): Promise<FixtureFile> {
  const extension = file.slice(file.lastIndexOf('.') + 1);
  const types: Record<string, string> = { flac: 'flac', mp3: 'mpeg', ogg: 'ogg', opus: 'ogg', m4a: 'mp4' };
  // A plain array: slices of a Buffer would share its memory.
  const bytes = new Uint8Array(await readFile(fixtureUrl(file)));
  return { name: file, bytes, extension, contentType: `audio/${types[extension]}` };
}
