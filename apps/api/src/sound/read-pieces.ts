import { bytesPerFrame, type Piece } from '@beatflow/audio';
import type { AudioFileModel } from '@beatflow/db';
import { QueryTypes, type Sequelize } from 'sequelize';

interface ChunkList {
  audioDigest: string;
  /** Of each chunk, in order. */
  digests: string;
  starts: number[];
}

const DIGEST_LENGTH = 64;

/**
 * The chunks that hold the frames of each of these WAV files, as pieces of its sound; without files that are not kept in
 * chunks. A file's chunks come as one row: there are hundreds of each.
 */
export async function readPieces(
  sequelize: Sequelize,
  files: readonly AudioFileModel[],
): Promise<Map<string, Piece[]>> {
  const lists = await sequelize.query<ChunkList>(
    `
    SELECT audio_digest AS "audioDigest", string_agg(chunk_digest, '' ORDER BY start_byte) AS digests,
      json_agg(start_byte ORDER BY start_byte) AS starts
    FROM audio_file_chunks WHERE audio_digest = ANY ($1::char(64)[])
    GROUP BY audio_digest
    `,
    { type: QueryTypes.SELECT, bind: [files.map(({ digest }) => digest)] },
  );
  const fileOf = new Map(files.map((file) => [file.digest, file]));
  const pieces = new Map<string, Piece[]>();
  for (const list of lists) {
    const file = fileOf.get(list.audioDigest);
    const found = file && toPieces(file, list);
    if (found) pieces.set(list.audioDigest, found);
  }
  return pieces;
}

/**
 * A file is cut where its sound begins and where it ends. So that its header need not be read, these places are found as
 * the two cuts that are as far apart as its frames are long; null when that is not clear.
 */
function toPieces(file: AudioFileModel, { digests, starts }: ChunkList): Piece[] | null {
  const frameBytes = bytesPerFrame(file);
  const cuts = [...starts, file.size];
  const places = new Map(cuts.map((at, index) => [at, index]));
  const soundBytes = file.frames * frameBytes;
  const begins = starts.filter((at) => at > 0 && places.has(at + soundBytes));
  const [begin] = begins;
  if (begin === undefined || begins.length > 1) return null;
  const first = places.get(begin) as number;
  const end = places.get(begin + soundBytes) as number;
  const pieces = cuts.slice(first, end).map((at, index) => ({
    digest: digests.slice((first + index) * DIGEST_LENGTH, (first + index + 1) * DIGEST_LENGTH),
    startFrame: (at - begin) / frameBytes,
    frames: ((cuts[first + index + 1] as number) - at) / frameBytes,
  }));
  return pieces.every(({ frames }) => Number.isInteger(frames)) ? pieces : null;
}
