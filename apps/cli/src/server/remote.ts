import type { Credential } from '../account/credentials.ts';
import type { Api } from './api.ts';
import { AudioTransfer } from './audio-transfer.ts';
import { HttpPort } from './http-port.ts';

/** A server as one command uses it: what is loaded with it, is loaded when it is first asked. */
export class Remote {
  readonly server: string;
  readonly credential: Credential | null;
  readonly audio: AudioTransfer;
  readonly #port: HttpPort;
  #api: Promise<Api> | null = null;

  private constructor(server: string, credential: Credential | null, port: HttpPort) {
    this.server = server;
    this.credential = credential;
    this.audio = new AudioTransfer(port);
    this.#port = port;
  }

  static async open(server: string, credential: Credential | null): Promise<Remote> {
    return new Remote(server, credential, await HttpPort.open(server, credential?.token ?? null));
  }

  openApi(): Promise<Api> {
    this.#api ??= import('./api.ts').then(({ createApi }) => createApi(this.server, this.#port));
    return this.#api;
  }

  close(): void {
    this.#port.close();
  }
}
