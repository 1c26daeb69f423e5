// Asks the database of a small and of a large server what a server asks, and prints what each question costs.
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, migrate } from '@beatflow/db';
import { startTemporaryPostgres } from '@beatflow/db/testing';
import { openLocalAudioStore } from '../../apps/api/src/store/local-audio-store.ts';
import { time } from '../history/time.ts';
import { median } from '../product/median.ts';
import { fill, type Scale } from './fill.ts';
import { prepareQuestions } from './questions.ts';

// pnpm bench scale [users]
const users = Number(process.argv[2] ?? 1000);
const songs = 10;
const versions = 10;

const folder = mkdtempSync(join(tmpdir(), 'beatflow-bench-scale-'));

/** The median of the milliseconds that each question takes, by its name. */
async function measure(scale: Scale): Promise<Map<string, number>> {
  const postgres = await startTemporaryPostgres();
  try {
    await migrate(postgres.url);
    const database = createDatabase({ url: postgres.url });
    const begin = performance.now();
    await fill(database, scale);
    const count = async (table: string) => {
      const [rows] = await database.sequelize.query(`SELECT count(*)::int AS n FROM ${table}`);
      return (rows as { n: number }[])[0]!.n.toLocaleString('en');
    };
    console.log(
      `${scale.users} users: ${await count('stems')} stems, ${await count('audio_files')} audio files of ` +
        `${await count('audio_file_chunks')} chunks, ${await count('chunks')} of them different; ` +
        `filled in ${((performance.now() - begin) / 1000).toFixed(0)} s.`,
    );
    const costs = new Map<string, number>();
    const home = await openLocalAudioStore({ folder });
    for (const { name, ask, times } of await prepareQuestions(database, home)) {
      await ask();
      const taken: number[] = [];
      for (let i = 0; i < times; i++) await time(ask, taken);
      costs.set(name, median(taken));
    }
    await database.close();
    return costs;
  } finally {
    await postgres.stop();
  }
}

try {
  const small = await measure({ users: Math.max(2, Math.round(users / 100)), songs, versions });
  const large = await measure({ users, songs, versions });
  console.log(`\n${''.padEnd(34)}${'small, ms'.padStart(12)}${'large, ms'.padStart(12)}${'ratio'.padStart(9)}`);
  for (const [name, ms] of large) {
    const before = small.get(name)!;
    const cells = [
      before.toFixed(1).padStart(12),
      ms.toFixed(1).padStart(12),
      `${(ms / before).toFixed(2)} ×`.padStart(9),
    ];
    console.log(name.padEnd(34) + cells.join(''));
  }
  console.log(`Load average: ${loadavg()[0]?.toFixed(1)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
