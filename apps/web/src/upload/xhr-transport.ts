import { audioFile, missingChunks, stagedChunks } from '@beatflow/shared';
import { RequestError, toResponseError } from '../api/request-error.ts';
import type { UploadTransport } from './upload-transport.ts';

/** A connection over which nothing has moved for so long is taken for dead. */
const silenceMs = 20_000;
/** How long the server may take to find its way through a long list. */
const answerMs = 60_000;
/** How long the server may take to read a file that has arrived. */
const checkMs = 10 * 60_000;

/** Uploads by XMLHttpRequest, since fetch does not tell how much has been sent. */
export function createXhrTransport(): UploadTransport {
  return {
    async findMissing(chunks, signal) {
      const answer = await post('/audio/chunks/missing', toJson({ chunks }), missingChunks, { answerMs, signal });
      return new Set(answer.missing);
    },
    async sendChunks(body, onSent, signal) {
      const { staged } = await post('/audio/chunks', body, stagedChunks, { answerMs, onSent, signal });
      return new Set(staged);
    },
    seal(digest, chunks, signal, along) {
      const path = `/audio/${digest}/seal`;
      const list = toJson({ chunks });
      if (!along) return post(path, list, audioFile, { answerMs: checkMs, signal });
      const head = new DataView(new ArrayBuffer(4));
      head.setUint32(0, list.size, true);
      const onSent = (bytes: number) => along.onSent(Math.max(0, bytes - 4 - list.size));
      return post(path, new Blob([head, list, along.body]), audioFile, { answerMs: checkMs, onSent, signal });
    },
  };
}

function toJson(value: unknown): Blob {
  return new Blob([JSON.stringify(value)], { type: 'application/json' });
}

interface PostOptions {
  /** How long the server may think once everything has been sent. */
  answerMs: number;
  onSent?: (bytes: number) => void;
  signal: AbortSignal;
}

/** How an answer is read: a zod schema. */
interface AnswerSchema<Answer> {
  safeParse(value: unknown): { success: true; data: Answer } | { success: false };
}

async function post<Answer>(
  path: string,
  body: Blob,
  schema: AnswerSchema<Answer>,
  options: PostOptions,
): Promise<Answer> {
  const xhr = await run(path, body, options);
  if (xhr.status !== 200 && xhr.status !== 201) throw toError(xhr);
  const answer = schema.safeParse(parseJson(xhr.responseText));
  if (!answer.success) throw offline('The server answered something that is not an answer.');
  return answer.data;
}

/** Runs one request to its end, whatever its status; rejects when there was no answer. */
function run(path: string, body: Blob, { answerMs, onSent, signal }: PostOptions): Promise<XMLHttpRequest> {
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
    xhr.open('POST', path);
    xhr.setRequestHeader('Content-Type', body.type || 'application/octet-stream');
    xhr.upload.onprogress = ({ loaded }) => {
      restartTimer(silenceMs);
      onSent?.(loaded);
    };
    xhr.upload.onload = () => restartTimer(answerMs);
    restartTimer(silenceMs);
    xhr.send(body);
  });
}

function offline(message: string): RequestError {
  return new RequestError({ reason: 'offline', message, requestId: null, data: {} });
}

function toError(xhr: XMLHttpRequest): RequestError {
  return toResponseError(xhr.status, parseJson(xhr.responseText), xhr.getResponseHeader('x-request-id'));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
