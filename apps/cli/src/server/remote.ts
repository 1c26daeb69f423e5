import type { Credential } from '../account/credentials.ts';
import type { Api } from './api.ts';
import { AudioTransfer } from './audio-transfer.ts';

/** A server as one command uses it: what is loaded with it, is loaded when it is first asked. */
export class Remote {
  readonly server: string;
  readonly credential: Credential | null;
  readonly audio: AudioTransfer;
  readonly #api: Api;

  private constructor(server: string, credential: Credential | null, api: Api) {
    this.server = server;
    this.credential = credential;
    this.#api = api;
    this.audio = new AudioTransfer(server, credential?.token ?? null);
  }

  static async open(server: string, credential: Credential | null): Promise<Remote> {
    const { createApi } = await import('./api.ts');
    return new Remote(server, credential, createApi(server, credential?.token ?? null));
  }

  get api(): Api {
    return this.#api;
  }

  close(): void {
    this.audio.close();
  }
}
