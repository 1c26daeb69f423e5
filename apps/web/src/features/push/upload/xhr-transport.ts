import { type AudioFile, audioFile, type ErrorReason } from '@beatflow/shared';
import { RequestError, toResponseError } from '../../../api/request-error.ts';
import type { StoredPart, UploadRequest, UploadTransport } from './upload-transport.ts';

/** A connection over which nothing has moved for so long is taken for dead. */
const silenceMs = 20_000;
/** How long the server may take to read a file that has arrived. */
const checkMs = 10 * 60_000;

/** Uploads by XMLHttpRequest, since fetch does not tell how much has been sent. */
export function createXhrTransport(): UploadTransport {
  return { findStored, send };
}

async function findStored(digest: string, signal: AbortSignal): Promise<StoredPart> {
  const request = await run(signal, (xhr, restartTimer) => {
    xhr.open('HEAD', `/audio/${digest}`);
    restartTimer(silenceMs);
    xhr.send();
  });
  if (request.status === 200) return { isComplete: true };
  if (request.status === 404) {
    return { isComplete: false, offset: Number(request.getResponseHeader('Upload-Offset') ?? 0) || 0 };
  }
  throw toError(request);
}

async function send({ digest, file, offset, onSent }: UploadRequest, signal: AbortSignal): Promise<AudioFile> {
  const request = await run(signal, (xhr, restartTimer) => {
    xhr.open('PUT', `/audio/${digest}`);
    xhr.setRequestHeader('Content-Type', 'application/octet-stream');
    if (offset > 0) xhr.setRequestHeader('Content-Range', `bytes ${offset}-${file.size - 1}/${file.size}`);
    xhr.upload.onprogress = ({ loaded }) => {
      restartTimer(silenceMs);
      onSent(Math.min(file.size, offset + loaded));
    };
    xhr.upload.onload = () => {
      restartTimer(checkMs);
      onSent(file.size);
    };
    restartTimer(silenceMs);
    xhr.send(offset > 0 ? file.slice(offset) : file);
  });
  if (request.status !== 200 && request.status !== 201) throw toError(request);
  const answer = audioFile.safeParse(parseJson(request.responseText));
  if (!answer.success) throw offline('The server answered something that is not an answer.');
  return answer.data;
}

/** Runs one request to its end, whatever its status; rejects when there was no answer. */
function run(
  signal: AbortSignal,
  start: (xhr: XMLHttpRequest, restartTimer: (ms: number) => void) => void,
): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (settle: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      settle();
    };
    const abort = () => {
      end(() => reject(signal.reason as Error));
      xhr.abort();
    };
    const restartTimer = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        end(() => reject(offline('The connection has fallen silent.')));
        xhr.abort();
      }, ms);
    };
    xhr.onload = () => end(() => resolve(xhr));
    xhr.onerror = () => end(() => reject(offline('The connection was lost.')));
    if (signal.aborted) {
      reject(signal.reason as Error);
      return;
    }
    signal.addEventListener('abort', abort);
    start(xhr, restartTimer);
  });
}

function offline(message: string): RequestError {
  return new RequestError({ reason: 'offline', message, requestId: null, data: {} });
}

/** An answer to HEAD has no body that could name the reason. */
const reasonOfStatus: Record<number, ErrorReason> = {
  401: 'sign-in-required',
  403: 'forbidden',
  429: 'too-many-attempts',
};

function toError(xhr: XMLHttpRequest): RequestError {
  const requestId = xhr.getResponseHeader('x-request-id');
  const body = parseJson(xhr.responseText);
  const reason = reasonOfStatus[xhr.status];
  if (body === null && reason) return toResponseError(xhr.status, { reason, requestId }, requestId);
  return toResponseError(xhr.status, body, requestId);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
