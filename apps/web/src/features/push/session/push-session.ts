import { type CommitResponse, guessSong, guessStems, type InstanceResponse } from '@beatflow/shared';
import { toRequestError } from '../../../api/request-error.ts';
import type { Connection } from '../../../upload/connection.ts';
import type { PrintReader } from '../../../upload/fingerprint/fingerprinter.ts';
import { goFirst } from '../../../upload/right-of-way.ts';
import { isRunning } from '../../../upload/transfer.ts';
import type { UploadQueue } from '../../../upload/upload-queue.ts';
import { type ChosenFile, sortFiles } from '../drop/sort-files.ts';
import { editPlan, type PlanEdit } from '../plan/edit-plan.ts';
import { addFiles, rematchByAudio } from '../plan/match-stems.ts';
import { fillDraft, type SongDraft } from '../plan/song-draft.ts';
import { commitOnce } from './commit-once.ts';
import { hearTransfer } from './hear-transfer.ts';
import { findNextStep } from './next-step.ts';
import { problemOf } from './problem.ts';
import type { PushApi } from './push-api.ts';
import { computeOutlook, liveFiles, neededUploads } from './push-outlook.ts';
import { type LocalFile, type PushState, type Reading, startState } from './push-state.ts';
import { rebaseState } from './rebase-state.ts';
import { toCommitCreate } from './to-commit-create.ts';

export interface PushTools {
  api: PushApi;
  fingerprinter: PrintReader;
  queue: UploadQueue;
  connection: Connection;
}

export interface PushTarget {
  repositoryId: string;
  /** The song's name, which file names often begin with. */
  repositoryName: string;
  branch: string;
  head: CommitResponse | null;
  limits?: Pick<InstanceResponse, 'maxAudioBytes'>;
}

/**
 * One push from the first file to the new version, without a page: reads and uploads what is needed as soon as it is
 * known, follows corrections, and makes exactly one commit. A page watches its state and calls its methods.
 */
export class PushSession {
  readonly #tools: PushTools;
  readonly #target: PushTarget;
  readonly #listeners = new Set<() => void>();
  readonly #reading = new Map<string, AbortController>();
  readonly #cancelled = new Set<string>();
  readonly #ended = new AbortController();
  readonly #unsubscribe: () => void;
  #state: PushState;
  #fileCount = 0;
  #hasReuploaded = false;

  constructor(tools: PushTools, target: PushTarget) {
    this.#tools = tools;
    this.#target = target;
    this.#state = startState(target.branch, target.head);
    this.#unsubscribe = tools.queue.subscribe((digest, transfer) =>
      this.#update(hearTransfer(this.#state, digest, transfer)),
    );
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getState = (): PushState => this.#state;

  /** Takes files in, guesses what they are, and begins to read them; answers how many of them are audio. */
  addFiles(chosen: readonly ChosenFile[]): number {
    if (this.#state.stage !== 'reviewing') return 0;
    const { audio, skipped } = sortFiles(chosen, this.#target.limits?.maxAudioBytes);
    const guesses = guessStems(
      audio.map(({ path }) => path),
      this.#target.repositoryName,
    );
    const added = audio.map(({ path, file }, i) => ({ id: `f${++this.#fileCount}`, path, file, guess: guesses[i]! }));
    const files = new Map(this.#state.files);
    for (const { id, path, file } of added) files.set(id, { id, path, file, reading: { phase: 'waiting' } });
    this.#update({
      files,
      skipped: [...this.#state.skipped, ...skipped],
      plan: addFiles(this.#state.plan, added),
      draft: this.#prefill(audio.map(({ path }) => path)),
      problem: null,
    });
    for (const { id } of added) void this.#read(files.get(id)!);
    return added.length;
  }

  edit(edit: PlanEdit): void {
    if (this.#state.stage !== 'reviewing') return;
    this.#update({ plan: editPlan(this.#state.plan, edit), problem: null });
  }

  changeDraft(change: Partial<SongDraft>): void {
    if (this.#state.stage !== 'reviewing') return;
    this.#update({ draft: { ...this.#state.draft, ...change }, problem: null });
  }

  forgetSkipped(): void {
    this.#update({ skipped: [] });
  }

  cancelUpload(fileId: string): void {
    const digest = this.#state.prints.get(fileId)?.digest;
    if (digest === undefined) return;
    this.#cancelled.add(digest);
    this.#tools.queue.cancel(digest);
  }

  cancelAll(): void {
    for (const { id } of liveFiles(this.#state)) this.cancelUpload(id);
  }

  retryUpload(fileId: string): void {
    const file = this.#state.files.get(fileId);
    const print = this.#state.prints.get(fileId);
    if (!file || !print) return;
    const { digest, chunks } = print;
    this.#cancelled.delete(digest);
    this.#tools.queue.add(digest, { digest, file: file.file, chunks });
  }

  /** Makes the version, once everything has arrived. A second call while that is under way does nothing. */
  push(): void {
    if (this.#state.stage !== 'reviewing' || computeOutlook(this.#state).obstacle !== null) return;
    this.#cancelled.clear();
    for (const [digest, job] of neededUploads(this.#state)) this.#tools.queue.add(digest, job);
    this.#update({ stage: 'uploading', problem: null });
  }

  /** Back to reviewing, as long as nothing has been made. What has arrived stays on the server. */
  stopPushing(): void {
    if (this.#state.stage === 'uploading') this.#update({ stage: 'reviewing' });
  }

  /** Leaves the question of what to do about the moved branch open, to look at theirs or to wait. */
  postponeMoved(): void {
    this.#update({ moved: null });
  }

  /** Puts this push on top of what somebody else pushed meanwhile; the person looks at it before pressing Push again. */
  rebase(): void {
    const { moved } = this.#state;
    if (moved) this.#update(rebaseState(this.#state, moved));
  }

  /** Makes a branch where this push started from, and pushes there. Throws when there can be no such branch. */
  async keepAsBranch(name: string, { thenMerge = false } = {}): Promise<void> {
    const { moved, base } = this.#state;
    if (!moved) return;
    // An empty repository has no commit to start from: then the branch grows out of theirs, with our stems alone.
    const headId = base.headId ?? moved.id;
    await this.#tools.api.createBranch(this.#target.repositoryId, name, headId);
    this.#update({
      base: { ...base, branch: name, headId },
      moved: null,
      mergeInto: thenMerge ? base.branch : null,
    });
    this.push();
  }

  /** The names that a new branch cannot have; none when the server does not say. */
  listBranchNames(): Promise<string[]> {
    return this.#tools.api.listBranchNames(this.#target.repositoryId).catch(() => []);
  }

  dispose(): void {
    this.#ended.abort(new DOMException('Closed', 'AbortError'));
    for (const controller of this.#reading.values()) controller.abort(this.#ended.signal.reason);
    this.#tools.queue.cancelAll();
    this.#unsubscribe();
    this.#tools.fingerprinter.dispose();
    this.#listeners.clear();
  }

  #prefill(paths: readonly string[]): SongDraft {
    const { draft, base } = this.#state;
    if (base.headId !== null) return draft;
    return fillDraft(draft, guessSong(paths));
  }

  async #read(file: LocalFile): Promise<void> {
    const controller = new AbortController();
    this.#reading.set(file.id, controller);
    try {
      const onProgress = (readBytes: number) => this.#setReading(file.id, { phase: 'reading', readBytes });
      const result = await this.#tools.fingerprinter.read(file.file, onProgress, controller.signal);
      if (result.kind === 'read') {
        const prints = new Map(this.#state.prints).set(file.id, result.print);
        this.#setReading(
          file.id,
          { phase: 'read' },
          { prints, plan: rematchByAudio(this.#state.plan, file.id, result.print) },
        );
      } else {
        const gone = 'This file could not be read from your disk. Please choose it again.';
        this.#setReading(file.id, { phase: 'broken', message: result.kind === 'broken' ? result.message : gone });
      }
    } catch (err) {
      if (controller.signal.aborted) return;
      this.#setReading(file.id, { phase: 'broken', message: err instanceof Error ? err.message : String(err) });
    } finally {
      this.#reading.delete(file.id);
    }
  }

  #setReading(fileId: string, reading: Reading, change: Partial<PushState> = {}): void {
    const file = this.#state.files.get(fileId);
    if (file) this.#update({ ...change, files: new Map(this.#state.files).set(fileId, { ...file, reading }) });
  }

  #update(change: Partial<PushState>): void {
    if (this.#ended.signal.aborted) return;
    this.#state = { ...this.#state, ...change };
    if (change.plan || change.prints) this.#settleUploads();
    if (this.#state.stage === 'uploading') this.#advance();
    // Drawing the page anew takes longer than it takes the request of the version to leave: that goes first.
    if (this.#state.stage === 'committing') setTimeout(() => this.#tell());
    else this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Starts what the plan has come to need and stops what it needs no longer. */
  #settleUploads(): void {
    const { queue } = this.#tools;
    const needed = neededUploads(this.#state);
    for (const [digest, transfer] of this.#state.transfers) {
      if (!needed.has(digest) && isRunning(transfer)) queue.cancel(digest);
    }
    for (const [digest, job] of needed) {
      const phase = queue.find(digest)?.phase;
      if (phase === undefined || (phase === 'cancelled' && !this.#cancelled.has(digest))) queue.add(digest, job);
    }
    const live = new Set(this.#state.plan.files.map(({ id }) => id));
    for (const [id, controller] of this.#reading) if (!live.has(id)) controller.abort();
  }

  #advance(): void {
    const step = findNextStep(this.#state);
    if (step.kind === 'review') this.#update({ stage: 'reviewing', problem: step.problem });
    if (step.kind !== 'commit') return;
    this.#update({ stage: 'committing' });
    void this.#commit();
  }

  async #commit(): Promise<void> {
    const input = toCommitCreate(this.#state, this.#target.repositoryId);
    try {
      const { api, connection } = this.#tools;
      const outcome = await goFirst(() => commitOnce(api, input, connection, this.#ended.signal));
      if (outcome.kind === 'pushed') this.#update({ stage: 'pushed', pushed: outcome.commit });
      else this.#update({ stage: 'reviewing', moved: outcome.head });
    } catch (err) {
      this.#fail(err);
    }
  }

  #fail(err: unknown): void {
    const error = toRequestError(err);
    // Audio that no version names is cleared away after a while: send it again, once.
    if (error.reason === 'audio-missing' && !this.#hasReuploaded) {
      this.#hasReuploaded = true;
      for (const digest of neededUploads(this.#state).keys()) this.#tools.queue.forget(digest);
      this.#update({ stage: 'reviewing', transfers: new Map() });
      this.push();
      return;
    }
    this.#update({ stage: 'reviewing', problem: problemOf(error) });
  }
}
