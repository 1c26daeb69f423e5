import { randomBytes } from 'node:crypto';
import type { CommitResponse } from '@beatflow/shared';
import { createTRPCClient, httpLink } from '@trpc/client';
import type { AppRouter } from '../../trpc/app-router.ts';
import { digestOf } from './byte-client.ts';
import { makeWav } from './make-wav.ts';

/** Somebody who pushes one version after the other, as any client would, and remembers what the server acknowledged. */
export class Pusher {
  /** The server's, which may change at every start. */
  #url = '';
  /** The bearer token of the account. */
  #token = '';
  readonly #listeners: (() => void)[] = [];
  readonly name = `pusher-${randomBytes(4).toString('hex')}`;
  repositoryId = '';
  /** Every acknowledged version, with the audio that went into it. */
  readonly acknowledged: CommitResponse[] = [];

  nextAcknowledgement(): Promise<void> {
    return new Promise((resolve) => this.#listeners.push(resolve));
  }

  connect(url: string): void {
    this.#url = url;
  }

  get api() {
    const headers = this.#token ? { authorization: `Bearer ${this.#token}` } : {};
    return createTRPCClient<AppRouter>({ links: [httpLink({ url: `${this.#url}/trpc`, headers })] });
  }

  /** Signs up, and gets a token and a repository. */
  async start(): Promise<void> {
    const account = {
      username: this.name,
      email: `${this.name}@example.com`,
      password: randomBytes(12).toString('hex'),
    };
    const signedUp = await fetch(`${this.#url}/trpc/account.signUp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(account),
    });
    if (!signedUp.ok) throw new Error(await signedUp.text());
    const cookie = signedUp.headers.getSetCookie()[0]!.split(';')[0]!;
    const links = [httpLink({ url: `${this.#url}/trpc`, headers: { cookie } })];
    const { token } = await createTRPCClient<AppRouter>({ links }).account.createToken.mutate({ name: 'pusher' });
    this.#token = token;
    this.repositoryId = (await this.api.repository.create.mutate({ name: 'song' })).id;
  }

  fetch(path: string, init: Pick<RequestInit, 'method' | 'body'> = {}): Promise<Response> {
    return fetch(this.#url + path, { ...init, headers: { authorization: `Bearer ${this.#token}` } });
  }

  /** Pushes until the server is gone. */
  async pushOnAndOn(): Promise<void> {
    for (let isUp = true; isUp; ) {
      isUp = await this.#push().then(
        () => true,
        () => false,
      );
    }
  }

  /** Pushes once, if the server is there. */
  async tryToPush(): Promise<void> {
    await this.#push().catch(() => {});
  }

  /** The commit that the branch names. */
  async findHead(): Promise<string | null> {
    const { items } = await this.api.branch.list.query({ repositoryId: this.repositoryId });
    return items[0]?.headCommitId ?? null;
  }

  async #push(): Promise<void> {
    const files = [makeWav(2000), makeWav(3000)];
    for (const bytes of files) await this.#upload(bytes);
    const commit = await this.api.commit.create.mutate({
      repositoryId: this.repositoryId,
      branch: 'main',
      expectedHead: await this.findHead(),
      message: `version ${this.acknowledged.length}`,
      stems: files.map((bytes, i) => ({ name: `Stem ${i}`, stemType: 'other', audioDigest: digestOf(bytes) })),
    });
    this.acknowledged.push(commit);
    for (const tell of this.#listeners.splice(0)) tell();
  }

  async #upload(bytes: Buffer): Promise<void> {
    const init = { method: 'PUT', body: new Uint8Array(bytes) };
    const res = await this.fetch(`/audio/${digestOf(bytes)}`, init);
    if (!res.ok) throw new Error(await res.text());
  }
}
