import { sumBytes } from './chunk-batch.ts';
import type { Connection } from './connection.ts';
import { pickMissing, toNames } from './pick-missing.ts';
import type { UploadJob } from './upload-file.ts';
import type { UploadTransport } from './upload-transport.ts';

/** What was said longer ago is not relied on. */
const freshMs = 5 * 60_000;
/** After a question without an answer, the next one waits so long, or until the machine is online. */
const pauseMs = 15_000;

interface Question {
  job: UploadJob;
  /** Null until it is asked; comes to null when there was no answer. */
  answer: Promise<ReadonlySet<string> | null> | null;
  answeredMs: number;
  controller: AbortController;
}

/**
 * Asks, while files wait for their turn, which of their chunks the server lacks: how much of them will travel is known then,
 * and whoever uploads one need not ask. One question at a time; what has no answer is asked when the file's turn comes.
 */
export class Foresight {
  readonly #transport: UploadTransport;
  readonly #connection: Connection;
  readonly #tell: (id: string, travelBytes: number) => void;
  readonly #questions = new Map<string, Question>();
  /** Chunks that came with other files since. */
  readonly #arrived = new Set<string>();
  #isAsking = false;

  constructor(transport: UploadTransport, connection: Connection, tell: (id: string, travelBytes: number) => void) {
    this.#transport = transport;
    this.#connection = connection;
    this.#tell = tell;
  }

  ask(id: string, job: UploadJob): void {
    if (this.#questions.has(id)) return;
    this.#questions.set(id, { job, answer: null, answeredMs: 0, controller: new AbortController() });
    void this.#askAll();
  }

  /** The digests of the chunks that are missing, as far as that was said lately; it is said once. */
  take(id: string): Promise<ReadonlySet<string> | null> | null {
    const question = this.#questions.get(id);
    this.#questions.delete(id);
    return question?.answer?.then((missing) => this.#check(question, missing)) ?? null;
  }

  forget(id: string): void {
    this.#questions.get(id)?.controller.abort();
    this.#questions.delete(id);
    // It may be forgotten because the server has let go of what had come.
    this.#arrived.clear();
  }

  /** A file has come to the server as a whole: its chunks are missing no longer. */
  noteArrived({ chunks }: UploadJob): void {
    for (const { digest } of chunks) this.#arrived.add(digest);
  }

  #check({ answeredMs }: Question, missing: ReadonlySet<string> | null): ReadonlySet<string> | null {
    if (!missing || this.#connection.nowMs() - answeredMs > freshMs) return null;
    return new Set([...missing].filter((digest) => !this.#arrived.has(digest)));
  }

  async #askAll(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    for (let next = this.#findNext(); next; next = this.#findNext()) {
      const [id, question] = next;
      question.answer = this.#ask(question);
      const missing = await question.answer;
      if (missing) {
        if (this.#questions.has(id)) this.#tell(id, sumBytes(pickMissing(question.job.chunks, missing)));
        continue;
      }
      await this.#connection.pause(pauseMs, question.controller.signal).catch(() => {});
      question.answer = null;
    }
    this.#isAsking = false;
  }

  #findNext() {
    return [...this.#questions].find(([, { answer }]) => answer === null);
  }

  async #ask(question: Question): Promise<ReadonlySet<string> | null> {
    try {
      return await this.#transport.findMissing(toNames(question.job.chunks), question.controller.signal);
    } catch {
      // Whatever it was will come up again, and be told, when the file is uploaded.
      return null;
    } finally {
      question.answeredMs = this.#connection.nowMs();
    }
  }
}
