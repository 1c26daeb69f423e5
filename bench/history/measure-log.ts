import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { median } from '../product/median.ts';
import type { Api } from '../product/sign-up.ts';
import { time } from './time.ts';

const ROUNDS = 60;

/**
 * A page of the log of a branch, 50 commits with their stems, over HTTP, beside the SQL alone that fetches the same rows,
 * over HTTP too: near the head, and as deep as there is history.
 */
export async function measureLog(api: Api, databaseUrl: string, repositoryId: string, depth: number): Promise<void> {
  const child = fork(fileURLToPath(new URL('./plain-sql.mjs', import.meta.url)), {
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  try {
    const [port] = (await once(child, 'message')) as [number];
    console.log('\nA page of the log of a branch: 50 versions with their stems, medians, one after the other');
    for (const part of [0, 0.5, 0.95]) {
      const cursor = await findCursor(api, repositoryId, Math.floor(part * depth));
      await comparePages(api, port, repositoryId, cursor, `after ${Math.floor(part * depth)} versions`);
    }
  } finally {
    child.kill();
  }
}

/** Where a page begins that many pages lead to. */
async function findCursor(api: Api, repositoryId: string, skipped: number): Promise<string | null> {
  let cursor: string | null = null;
  for (let seen = 0; seen < skipped; seen += 100) {
    const page = await api.commit.list.query({ repositoryId, ref: 'main', limit: 100, cursor });
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  return cursor;
}

async function comparePages(api: Api, port: number, repositoryId: string, from: string | null, name: string) {
  const times = { ours: [] as number[], plain: [] as number[], sql: [] as number[] };
  let cursor = from;
  for (let round = 0; round < ROUNDS; round++) {
    const input = { repositoryId, ref: 'main', limit: 50, withStems: true, cursor };
    const page = await time(() => api.commit.list.query(input), times.ours);
    const ids = page.items.map(({ id }) => id).join(',');
    const { rows, tookMs } = await time(() => fetchPlain(port, ids), times.plain);
    const stems = page.items.reduce((sum, item) => sum + (item.stems?.length ?? 0), 0);
    if (rows.length !== stems) throw new Error(`The log has ${stems} stems, the database ${rows.length}.`);
    times.sql.push(tookMs);
    cursor = page.nextCursor ?? from;
  }
  // The first rounds warm both sides up.
  const [ours, plain, sql] = [times.ours, times.plain, times.sql].map((list) => median(list.slice(10))) as [
    number,
    number,
    number,
  ];
  const ratio = ours / plain;
  const verdict = ratio <= 1.5 ? 'reached' : 'not reached';
  console.log(
    `  ${name.padEnd(22)} ${ours.toFixed(2)} ms, plain SQL ${plain.toFixed(2)} ms (${sql.toFixed(2)} ms of it in the database and its driver)   ratio ${ratio.toFixed(2)} (goal ≤ 1.50: ${verdict})`,
  );
}

async function fetchPlain(port: number, ids: string): Promise<{ rows: unknown[]; tookMs: number }> {
  const answer = await fetch(`http://127.0.0.1:${port}/?ids=${ids}`);
  return (await answer.json()) as { rows: unknown[]; tookMs: number };
}
