import type { CommitCreate, CommitResponse, StemResponse } from '@beatflow/shared';
import type { PrintReader } from '../../../upload/fingerprint/fingerprinter.ts';
import type { PrintResult } from '../../../upload/fingerprint/read-print.ts';
import { digestOf } from '../../../upload/testing/digest-of.ts';
import { audioFacts, FakeConnection, FakeServer, refusal } from '../../../upload/testing/fake-server.ts';
import { UploadQueue } from '../../../upload/upload-queue.ts';
import type { PushApi } from '../session/push-api.ts';
import { PushSession } from '../session/push-session.ts';

/** Reads a file by its text: "sound" or "sound|header"; "broken" is cut short. */
class FakeReader implements PrintReader {
  /** When set, files wait here. */
  gate: Promise<void> | null = null;
  isDisposed = false;

  async read(file: Blob, onProgress: (bytes: number) => void, signal: AbortSignal): Promise<PrintResult> {
    const text = await readText(file);
    onProgress(1);
    await (this.gate ?? Promise.resolve());
    signal.throwIfAborted();
    if (text.startsWith('broken'))
      return { kind: 'broken', reason: 'audio-truncated', message: 'This file is cut short.' };
    const sound = text.split('|')[0]!;
    const facts = { sampleRate: 48_000, channels: 2, sampleFormat: 'int' as const };
    return {
      kind: 'read',
      print: {
        digest: digestOf(text),
        chunks: chunksOf(text),
        sound: { pcmDigest: digestOf(`pcm ${sound}`), ...facts },
      },
    };
  }

  dispose(): void {
    this.isDisposed = true;
  }
}

/** One chunk, of which the text is the name. */
function chunksOf(text: string) {
  return [{ offset: 0, length: text.length, digest: digestOf(text) }];
}

async function readText(file: Blob): Promise<string> {
  return new Response(file).text();
}

export function stemOf(name: string, text: string, stemType: StemResponse['stemType'] = 'other'): StemResponse {
  const { digest: _, size: __, duration: ___, ...audio } = audioFacts;
  return {
    id: `s-${name}`,
    trackId: `t-${name}`,
    name,
    stemType,
    position: 0,
    fileUrl: '',
    audioDigest: digestOf(text),
    duration: 1,
    fileSize: 10,
    gainDb: 0,
    pan: 0,
    muted: false,
    generationParams: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    audio: { ...audio, pcmDigest: digestOf(`pcm ${text.split('|')[0]}`) },
  };
}

export function commitOf(id: string, stems: StemResponse[], change: Partial<CommitResponse> = {}): CommitResponse {
  return {
    id,
    digest: digestOf(id),
    repositoryId: 'repo',
    parentCommitId: null,
    mergeParentCommitId: null,
    authorId: 'user',
    authorName: 'mika',
    message: `version ${id}`,
    bpm: 120,
    keySignature: 'Am',
    renderUrl: null,
    generationParams: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    stems,
    ...change,
  };
}

/** A repository whose branches move by compare-and-set, like the real one's. */
class FakeApi implements PushApi {
  readonly heads = new Map<string, CommitResponse>();
  readonly inputs: CommitCreate[] = [];
  /** For each coming commit: what is thrown before, or after, it is made. */
  before: Error[] = [];
  after: Error[] = [];

  async createCommit(input: CommitCreate): Promise<CommitResponse> {
    this.inputs.push(input);
    await Promise.resolve();
    const early = this.before.shift();
    if (early) throw early;
    if ((this.heads.get(input.branch)?.id ?? null) !== input.expectedHead) throw refusal('branch-moved');
    const stems = input.stems.map((stem) => ({
      ...stemOf(stem.name, ''),
      ...stem,
      generationParams: null,
      trackId: stem.trackId ?? `t-${stem.name}`,
    }));
    const commit = commitOf(`c${this.inputs.length}`, stems, {
      parentCommitId: input.expectedHead,
      message: input.message ?? 'Update',
    });
    this.heads.set(input.branch, commit);
    const late = this.after.shift();
    if (late) throw late;
    return commit;
  }

  getHead(_: string, branch: string): Promise<CommitResponse> {
    return Promise.resolve(this.heads.get(branch)!);
  }

  createBranch(_: string, name: string, from: string): Promise<void> {
    if (this.heads.has(name)) return Promise.reject(refusal('name-taken', 'There is a branch of this name already.'));
    this.heads.set(name, [...this.heads.values()].find(({ id }) => id === from) ?? commitOf(from, []));
    return Promise.resolve();
  }

  listBranchNames(): Promise<string[]> {
    return Promise.resolve([...this.heads.keys()]);
  }
}

export function makeRig(head: CommitResponse | null = null) {
  const server = new FakeServer();
  const connection = new FakeConnection();
  const reader = new FakeReader();
  const api = new FakeApi();
  if (head) api.heads.set('main', head);
  const queue = new UploadQueue(server, connection);
  const target = { repositoryId: 'repo', repositoryName: 'song', branch: 'main', head };
  const session = new PushSession({ api, fingerprinter: reader, queue, connection }, target);
  return { server, connection, reader, api, queue, session };
}

export function chosen(files: Record<string, string>) {
  return Object.entries(files).map(([path, text]) => ({ path, file: new File([text], path.split('/').at(-1)!) }));
}
