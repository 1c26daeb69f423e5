import type { Credential } from '../account/credentials.ts';
import type { Api } from './api.ts';
import { AudioTransfer } from './audio-transfer.ts';
import { HttpPort } from './http-port.ts';

/** A server as one command uses it: what is loaded with it, is loaded when it is first asked. */
export class Remote {
  readonly server: string;
  readonly credential: Credential | null;
  readonly audio: AudioTransfer;
  readonly api: Api;
  readonly #port: HttpPort;

  private constructor(server: string, credential: Credential | null, port: HttpPort, api: Api) {
    this.server = server;
    this.credential = credential;
    this.api = api;
    this.audio = new AudioTransfer(port);
    this.#port = port;
  }

  static async open(server: string, credential: Credential | null): Promise<Remote> {
    const port = await HttpPort.open(server, credential?.token ?? null);
    const { createApi } = await import('./api.ts');
    return new Remote(server, credential, port, createApi(server, port));
  }

  close(): void {
    this.#port.close();
  }
}
