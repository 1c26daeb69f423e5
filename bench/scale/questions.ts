import { createHash, randomUUID } from 'node:crypto';
import type { Database } from '@beatflow/db';
import { findUsableChunks } from '../../apps/api/src/access/find-usable-chunks.ts';
import { planGarbage } from '../../apps/api/src/care/collect-garbage.ts';
import { computeUsedBytes } from '../../apps/api/src/ingest/quota.ts';
import { findChunkPlaces, listFileChunks } from '../../apps/api/src/pack/chunk-place.ts';
import type { AudioStore } from '../../apps/api/src/store/audio-store.ts';
import { accountUploads, computeUsage, repositoryAudio } from '../../apps/api/src/usage/compute-usage.ts';
import { audioName, silenceName, songName, userName } from './fill.ts';

export interface Question {
  name: string;
  ask: () => Promise<unknown>;
  /** How often: what takes seconds is asked less often. */
  times: number;
}

/** What a server asks its database for each push, each page of usage and each collection of garbage. */
export async function prepareQuestions(database: Database, home: AudioStore): Promise<Question[]> {
  const user = await value(database, userName(1));
  const stranger = randomUUID();
  const song = await value(database, songName(1, 1));
  const audio = await value(database, audioName(1, 1, 1));
  const own = (await listFileChunks(database, audio)).map(({ digest }) => digest);
  const shared = await value(database, silenceName);
  const unknown = Array.from({ length: 550 }, (_, i) => createHash('sha256').update(`new ${i}`).digest('hex'));
  const list = [...own, ...unknown.slice(own.length)];
  const others = await listOthers(database, user, 550);
  return [
    { name: 'chunks that I may use, of 550', ask: () => findUsableChunks(database, user, list), times: 30 },
    { name: 'those of a file, for somebody new', ask: () => findUsableChunks(database, stranger, own), times: 30 },
    { name: 'silence, which all have, for them', ask: () => findUsableChunks(database, stranger, [shared]), times: 30 },
    { name: '550 that others have, for them', ask: () => findUsableChunks(database, stranger, others), times: 30 },
    { name: '550 that nobody has', ask: () => findUsableChunks(database, stranger, unknown), times: 30 },
    { name: 'where 550 chunks are', ask: () => findChunkPlaces(database, list), times: 30 },
    { name: 'the chunks of a file', ask: () => listFileChunks(database, audio), times: 30 },
    { name: 'how much I have uploaded', ask: () => computeUsedBytes(user), times: 30 },
    { name: 'usage of an account', ask: () => computeUsage(database, accountUploads, user), times: 10 },
    { name: 'usage of a song', ask: () => computeUsage(database, repositoryAudio, song), times: 10 },
    { name: 'gc --dry-run', ask: () => planGarbage({ database, home }, { graceMs: 0 }), times: 3 },
  ];
}

/** Chunks of files of many others. */
async function listOthers({ sequelize }: Database, user: string, count: number): Promise<string[]> {
  const sql = `
    SELECT DISTINCT ON (user_id, chunk_digest) chunk_digest AS digest FROM uploaded_chunks
    WHERE user_id <> $1 AND chunk_digest LIKE '0%' LIMIT ${count}`;
  const [rows] = await sequelize.query(sql, { bind: [user] });
  return (rows as { digest: string }[]).map(({ digest }) => digest);
}

async function value({ sequelize }: Database, expression: string): Promise<string> {
  const [rows] = await sequelize.query(`SELECT ${expression} AS value`);
  return (rows as { value: string }[])[0]!.value;
}
