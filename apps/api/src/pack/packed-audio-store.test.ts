import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '@beatflow/db';
import { openTestDatabase } from '@beatflow/db/testing';
import { afterAll, beforeAll, describe } from 'vitest';
import { readConfig } from '../config/read-config.ts';
import { createLogger } from '../server/logger.ts';
import { openLocalAudioStore } from '../store/local-audio-store.ts';
import { audioStoreSuite } from '../store/testing/audio-store-suite.ts';
import { Decoders } from '../worker/decoders.ts';
import { openChunkReader } from './open-chunk-reader.ts';
import { PackedAudioStore } from './packed-audio-store.ts';

const logger = createLogger(readConfig({ LOG_LEVEL: 'silent' }));
const decoders = new Decoders(1);
let folder: string;
let database: Database;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beatflow-packed-'));
  database = await openTestDatabase();
});
afterAll(async () => {
  await decoders.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

describe('over a folder, of files that no pack has yet, the store keeps what every store promises', () => {
  audioStoreSuite(async () => {
    const home = await openLocalAudioStore({ folder });
    const reader = openChunkReader({ database, home, decoders, logger });
    return new PackedAudioStore({ database, home, reader });
  });
});
