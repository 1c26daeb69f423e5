import { AudioFileChunkModel, ChunkModel } from '@beatflow/db';

/** The packs that hold an audio file, by their paths below the data folder. */
export async function listPackPaths(audioDigest: string): Promise<string[]> {
  const uses = await AudioFileChunkModel.findAll({ where: { audioDigest } });
  const chunks = await ChunkModel.findAll({ where: { digest: uses.map(({ chunkDigest }) => chunkDigest) } });
  const packs = new Set(chunks.map(({ packDigest }) => packDigest));
  return [...packs].map((digest) => `audio/pack/${digest.slice(0, 2)}/${digest.slice(2, 4)}/${digest}`);
}
