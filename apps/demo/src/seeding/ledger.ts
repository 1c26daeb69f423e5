import type { AppRouter } from '@beatflow/api';
import type { TRPCClient } from '@trpc/client';
import { reasonOf } from './failure.ts';

/** How far a song has come: its repository is there, or the demo is done with it for good. */
export type Progress = 'begun' | 'complete';

const LEDGER_NAME = 'demo-ledger';
const preface =
  'How far the demo has come. It looks here at each start, so that a demo song which somebody deleted never comes back.';

/**
 * Remembers which songs are done, in the description of a private repository of the demo's friend: that is as durable
 * as the songs themselves, is shared by all instances of a server, and needs nothing but the public API.
 */
export class Ledger {
  readonly #api: TRPCClient<AppRouter>;
  readonly #repositoryId: string;
  readonly #entries: Map<string, Progress>;

  private constructor(api: TRPCClient<AppRouter>, repositoryId: string, description: string | null) {
    this.#api = api;
    this.#repositoryId = repositoryId;
    this.#entries = parseLedger(description ?? '');
  }

  static async open(api: TRPCClient<AppRouter>, owner: string): Promise<Ledger> {
    const repository = (await find(api, owner)) ?? (await create(api, owner));
    return new Ledger(api, repository.id, repository.description);
  }

  progressOf(song: string): Progress | null {
    return this.#entries.get(song) ?? null;
  }

  async write(song: string, progress: Progress): Promise<void> {
    this.#entries.set(song, progress);
    const description = formatLedger(this.#entries);
    await this.#api.repository.update.mutate({ repositoryId: this.#repositoryId, description });
  }
}

async function find(api: TRPCClient<AppRouter>, owner: string) {
  try {
    return await api.repository.get.query({ owner, name: LEDGER_NAME });
  } catch (err) {
    if (reasonOf(err) === 'not-found') return null;
    throw err;
  }
}

async function create(api: TRPCClient<AppRouter>, owner: string) {
  try {
    return await api.repository.create.mutate({ name: LEDGER_NAME, description: preface, isPublic: false });
  } catch (err) {
    if (reasonOf(err) !== 'name-taken') throw err;
    // Another seeder made it in this moment.
    return await api.repository.get.query({ owner, name: LEDGER_NAME });
  }
}

export function formatLedger(entries: ReadonlyMap<string, Progress>): string {
  return [preface, '', ...[...entries].map(([song, progress]) => `${song}: ${progress}`)].join('\n');
}

export function parseLedger(text: string): Map<string, Progress> {
  return new Map(
    [...text.matchAll(/^([\w.-]+): (begun|complete)$/gm)].map((match) => [match[1]!, match[2] as Progress]),
  );
}
