import type { AudioChunks } from '@beatflow/shared';
import type { AudioTransfer } from '../server/audio-transfer.ts';
import type { Progress } from '../terminal/progress.ts';
import { PackReader } from './chunk-packs.ts';
import type { ChunkPlace, PackedFile } from './chunk-place.ts';
import { ComingFile } from './coming-file.ts';
import type { KnownStem } from './known-commit.ts';
import type { ObjectStore } from './object-store.ts';

const AT_ONCE = 3;
/** One request asks for no more. */
const MAX_CHUNKS = 512;
const MAX_STEMS = 50;

interface Request {
  stems: string[];
  chunks: string[];
}

export interface FetchChunksOptions {
  objects: ObjectStore;
  audio: AudioTransfer;
  /** Other stems that are kept as they are, and have much of what is wanted. */
  bases: readonly KnownStem[];
  progress: Progress;
  /** Told of each file that will be here. */
  onComing: (file: ComingFile) => void;
  /** Told of each file whenever more of it is here. */
  onMore: (file: ComingFile) => void;
}

/**
 * Fetches the chunks of stems that are not here yet. Answers the files that are all here now, by digest; nothing has looked at
 * what came. Of the others the server knows no chunks.
 */
export async function fetchChunks(
  stems: readonly KnownStem[],
  { objects, audio, bases, progress, onComing, onMore }: FetchChunksOptions,
): Promise<Map<string, PackedFile>> {
  const lists = await audio.listChunks([...stems, ...bases].map(({ stemId }) => stemId!));
  if (!lists) return new Map();
  const places = await objects.packs.listPlaces();
  for (const { content } of bases)
    placeInWhole(objects.pathOf(content.audioDigest), lists.get(content.audioDigest), places);
  const wanted = stems.filter(({ content }) => (lists.get(content.audioDigest) ?? []).length > 0);
  const sizes = new Map(wanted.flatMap(({ content }) => lists.get(content.audioDigest)!));
  const requests = planRequests(wanted, lists, places);
  const lacking = sumSizes(
    requests.flatMap(({ chunks }) => chunks),
    sizes,
  );
  const total = wanted.reduce((sum, { audio: { sizeBytes } }) => sum + sizeBytes, 0);
  progress.advance(Math.max(0, total - lacking), 'known');

  const files = wanted.map(({ content }) => new ComingFile(content.audioDigest, lists.get(content.audioDigest)!));
  for (const file of files) onComing(file);
  const noteChunks = () => {
    for (const file of files) if (file.grow(places)) onMore(file);
  };
  noteChunks();
  const runNext = async (): Promise<void> => {
    for (let next = requests.shift(); next; next = requests.shift()) {
      await fetchRequest(next, { objects, audio, places, sizes, progress, onChunks: noteChunks });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, runNext));
  return new Map(files.flatMap((file) => (file.isWhole ? [[file.digest, file] as const] : [])));
}

/** Chunks lie in a file that is kept as it is, too. */
function placeInWhole(path: string, chunks: AudioChunks['chunks'] = [], places: Map<string, ChunkPlace>): void {
  let offset = 0;
  for (const [digest, size] of chunks) {
    if (!places.has(digest)) {
      places.set(digest, { digest, size, path, offset, storedSize: size, encoding: 'raw', version: 1 });
    }
    offset += size;
  }
}

/** Each chunk that is in none of the places is asked for once, with a stem that it is in. */
function planRequests(
  stems: readonly KnownStem[],
  lists: ReadonlyMap<string, AudioChunks['chunks']>,
  places: ReadonlyMap<string, ChunkPlace>,
): Request[] {
  const requests: Request[] = [];
  const asked = new Set<string>();
  for (const { stemId, content } of stems) {
    for (const [digest] of lists.get(content.audioDigest)!) {
      if (places.has(digest) || asked.has(digest)) continue;
      asked.add(digest);
      const request = findRoom(requests);
      if (request.stems.at(-1) !== stemId) request.stems.push(stemId!);
      request.chunks.push(digest);
    }
  }
  return requests;
}

/** The last request, or a new one where that is full. */
function findRoom(requests: Request[]): Request {
  const last = requests.at(-1);
  if (last && last.chunks.length < MAX_CHUNKS && last.stems.length < MAX_STEMS) return last;
  const next = { stems: [], chunks: [] };
  requests.push(next);
  return next;
}

interface RequestOptions extends Pick<FetchChunksOptions, 'objects' | 'audio' | 'progress'> {
  /** Chunks that are here; those that come are added. */
  places: Map<string, ChunkPlace>;
  sizes: ReadonlyMap<string, number>;
  onChunks: () => void;
}

/** What came before a connection broke is not asked for again. */
async function fetchRequest(
  { stems, chunks }: Request,
  { objects, audio, places, sizes, progress, onChunks }: RequestOptions,
): Promise<void> {
  let sent = 0;
  let reader: PackReader | null = null;
  await audio.fetchChunks({
    stems,
    listMissing: () => chunks.filter((digest) => !places.has(digest)),
    nextPath: async () => {
      const path = await objects.packs.newPath();
      reader = new PackReader(path);
      return path;
    },
    onBytes: (bytes) => {
      sent += bytes;
      progress.advance(bytes, 'sent');
    },
    onWritten: () => {
      for (const place of reader!.readNew()) places.set(place.digest, place);
      onChunks();
    },
  });
  // They are smaller on their way than they are.
  progress.advance(Math.max(0, sumSizes(chunks, sizes) - sent), 'known');
}

function sumSizes(digests: readonly string[], sizes: ReadonlyMap<string, number>): number {
  return digests.reduce((sum, digest) => sum + (sizes.get(digest) ?? 0), 0);
}
