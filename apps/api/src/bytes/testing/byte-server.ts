import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestDatabase } from '@beatflow/db/testing';
import express from 'express';
import { setCaller } from '../../access/caller.ts';
import { readConfig } from '../../config/read-config.ts';
import type { ByteServices } from '../../ingest/byte-services.ts';
import { openAudio } from '../../ingest/open-audio.ts';
import { createLogger } from '../../server/logger.ts';
import { nameRequest } from '../../server/request-id.ts';
import { answerError, answerNotFound } from '../../server/send-error.ts';
import type { AudioStore } from '../../store/audio-store.ts';
import { type Disk, realDisk } from '../../store/disk.ts';
import { LocalAudioStore } from '../../store/local-audio-store.ts';
import { Decoders } from '../../worker/decoders.ts';
import { createByteRouter } from '../create-byte-router.ts';

export interface ByteServer {
  url: string;
  folder: string;
  services: ByteServices;
  server: Server;
  /** Calls of the disk that a test may replace. */
  disk: Disk;
  /**
   * Every file in the store and in the upload folder, by its path below the data folder, once everything is measured; without
   * those that are only there to be found sooner.
   */
  listFiles(): Promise<string[]>;
  close(): Promise<void>;
}

/** For all servers of a test file: threads take longer to start than most tests need them. */
export const testDecoders = new Decoders(2);

export interface ByteServerOptions {
  settings?: Record<string, string>;
  wrapStore?: (store: AudioStore) => AudioStore;
}

/** The byte routes on a real port, with a real database, disk and threads. Callers are told by the header X-User. */
export async function startByteServer({ settings, wrapStore }: ByteServerOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'beatflow-bytes-'));
  const config = readConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent', ...settings });
  const logger = createLogger(config);
  const database = await openTestDatabase();
  const disk = { ...realDisk };
  const home = new LocalAudioStore({ folder: join(folder, 'audio'), disk });
  const incoming = join(folder, 'incoming');
  const options = { database, home, decoders: testDecoders, logger, folder: incoming, disk, wrapStore };
  const { store, chunks, ingest } = await openAudio(config, options);
  const services = { config, database, logger, store, home, chunks, ingest };

  const app = express();
  app.use(nameRequest, (req, _res, next) => {
    const userId = req.get('x-user');
    setCaller(req, userId ? { userId, username: 'somebody', sessionId: null } : null);
    next();
  });
  app.use(createByteRouter(services), answerNotFound, answerError(logger));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const byteServer: ByteServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    folder,
    services,
    server,
    disk,
    async listFiles() {
      await ingest.measuring.idle();
      return listFiles(folder);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await ingest.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return byteServer;
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .filter(({ parentPath }) => parentPath !== join(folder, 'incoming', 'work', 'recent'))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort((a, b) => a.localeCompare(b));
}
