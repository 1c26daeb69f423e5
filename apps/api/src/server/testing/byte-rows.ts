import { createHash } from 'node:crypto';
import { makeDigest } from '@beatflow/db/testing';
import { stemChunks } from '@beatflow/shared';
import { makeWav } from '../../bytes/testing/make-wav.ts';
import type { TestClient } from '../../testing/test-user.ts';
import { type AccountRow, forUsers, reading, type SongRow } from './access-row.ts';

function postJson(client: TestClient, path: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return client.fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** Routes that carry bytes of one repository. */
export const songByteRows: Record<string, SongRow> = {
  'HEAD /audio/:sha256': {
    private: [401, 404, 200, 200, 200, 200],
    public: [401, 200, 200, 200, 200, 200],
    run: (client, { audioDigest }) => client.fetch(`/audio/${audioDigest}`, { method: 'HEAD' }),
  },
  'GET /stems/:stemId/audio': {
    ...reading,
    run: (client, { stemId }) => client.fetch(`/stems/${stemId}/audio`),
  },
  'GET /stems/:stemId/chunks': {
    ...reading,
    run: (client, { stemId }) => client.fetch(`/stems/${stemId}/chunks`),
  },
  'POST /stems/chunks': {
    ...reading,
    run: (client, { stemId }) => postJson(client, '/stems/chunks', { stems: [stemId] }),
  },
  'POST /stems/chunks/read': {
    ...reading,
    async run(client, { stemId }) {
      const listed = await postJson(client, '/stems/chunks', { stems: [stemId] });
      if (!listed.ok) return listed;
      const [file] = stemChunks.parse(await listed.json()).files;
      const chunks = file!.chunks.map(([digest]) => digest);
      return postJson(client, '/stems/chunks/read', { stems: [stemId], chunks, encodings: ['raw-1'] });
    },
  },
  'GET /stems/:stemId/peaks': {
    ...reading,
    run: (client, { stemId }) => client.fetch(`/stems/${stemId}/peaks`),
  },
  'GET /stems/:stemId/pieces/:index': {
    ...reading,
    run: (client, { stemId }) => client.fetch(`/stems/${stemId}/pieces/0`),
  },
  'GET /commits/:commitId/archive': {
    ...reading,
    run: (client, { commitId }) => client.fetch(`/commits/${commitId}/archive`),
  },
};

/** Routes that take bytes in. */
export const accountByteRows: Record<string, AccountRow> = {
  'PUT /audio/:sha256': {
    anonymous: 401,
    user: 201,
    run: (client) => {
      const bytes = makeWav(4800);
      const digest = createHash('sha256').update(bytes).digest('hex');
      return client.fetch(`/audio/${digest}`, { method: 'PUT', body: new Uint8Array(bytes) });
    },
  },
  'POST /audio/chunks/missing': {
    ...forUsers,
    run: (client) => postJson(client, '/audio/chunks/missing', { chunks: [[makeDigest(), 10]] }),
  },
  'POST /audio/chunks': {
    anonymous: 401,
    user: 201,
    run: (client) => client.fetch('/audio/chunks', { method: 'POST', body: new Uint8Array([1, 0, 0, 0, 7]) }),
  },
  'POST /audio/:sha256/seal': {
    anonymous: 401,
    user: 409,
    run: (client) => postJson(client, `/audio/${makeDigest()}/seal`, { chunks: [[makeDigest(), 10]] }),
  },
};
