import type { ApiClient } from '../../../api/trpc.ts';
import { browserConnection } from '../../../upload/connection.ts';
import { Fingerprinter, warmPrintWorker } from '../../../upload/fingerprint/fingerprinter.ts';
import { UploadQueue } from '../../../upload/upload-queue.ts';
import { createXhrTransport } from '../../../upload/xhr-transport.ts';
import { createPushApi } from './push-api.ts';
import { PushSession, type PushTarget } from './push-session.ts';

/** A push with the real server, the real network and real workers. */
export function startSession(client: ApiClient, target: PushTarget): PushSession {
  return new PushSession(
    {
      api: createPushApi(client),
      fingerprinter: new Fingerprinter(),
      queue: new UploadQueue(createXhrTransport(), browserConnection),
      connection: browserConnection,
    },
    target,
  );
}

/** Does ahead of time what the first file would have to wait for. */
export function warmUp(): void {
  warmPrintWorker();
}
