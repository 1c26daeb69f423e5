import type { Database } from '@beatflow/db';
import { Gauge, type Registry } from 'prom-client';
import { QueryTypes } from 'sequelize';

interface Storage {
  packs: number;
  packBytes: number;
  files: number;
  fileBytes: number;
}

const help: Record<keyof Storage, [name: string, help: string]> = {
  packs: ['beatflow_store_packs', 'Packs in the store'],
  packBytes: ['beatflow_store_pack_bytes', 'What all packs are together'],
  files: ['beatflow_audio_files', 'Distinct audio files'],
  fileBytes: ['beatflow_audio_file_bytes', 'What distinct audio files are together'],
};

const freshMs = 1000;
const patienceMs = 3000;

/** Tells how much is kept whenever the numbers are asked for; while the database is away, what it was before. */
export function watchStorage(registry: Registry, database: Pick<Database, 'sequelize'>): void {
  let reading: Promise<Storage | null> = Promise.resolve(null);
  let readAtMs = Number.NEGATIVE_INFINITY;
  // All gauges are asked at once, and share one question.
  function read(): Promise<Storage | null> {
    if (performance.now() - readAtMs > freshMs) {
      readAtMs = performance.now();
      const tooLate = new Promise<null>((resolve) => void setTimeout(resolve, patienceMs, null).unref());
      reading = Promise.race([readStorage(database).catch(() => null), tooLate]);
    }
    return reading;
  }
  for (const key of Object.keys(help) as (keyof Storage)[]) {
    new Gauge({
      name: help[key][0],
      help: help[key][1],
      registers: [registry],
      async collect() {
        const storage = await read();
        if (storage) this.set(storage[key]);
      },
    });
  }
}

async function readStorage({ sequelize }: Pick<Database, 'sequelize'>): Promise<Storage | null> {
  const sql = `
    SELECT p.*, f.* FROM
      (SELECT count(*)::int AS packs, coalesce(sum(size), 0)::bigint AS "packBytes" FROM packs) AS p,
      (SELECT count(*)::int AS files, coalesce(sum(size), 0)::bigint AS "fileBytes" FROM audio_files) AS f`;
  const [row] = await sequelize.query<Storage>(sql, { type: QueryTypes.SELECT });
  return row ?? null;
}
