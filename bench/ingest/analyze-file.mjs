// One file through the built @beatflow/audio, as the server's worker does it.
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { analyzeAudio } from '@beatflow/audio';

const file = await open(process.argv[2]);
const { size } = await file.stat();
const read = async (offset, length) => {
  const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - offset)));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, offset);
  return bytes.subarray(0, bytesRead);
};
const createHasher = () => {
  const hash = createHash('sha256');
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest('hex') };
};
const { fileDigest, pcmDigest, integratedLufs, truePeakDbtp } = await analyzeAudio({ size, read }, { createHasher });
await file.close();
console.log(JSON.stringify({ fileDigest, pcmDigest, integratedLufs, truePeakDbtp }));
