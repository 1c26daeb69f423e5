import type { NewFile } from './merge-types.ts';

/** Uploads a file that answers a conflict, and opens it here to be heard. Throws a sentence when it is no audio. */
export async function uploadAnswer(file: File, signal: AbortSignal): Promise<NewFile> {
  const [{ readPrint }, { uploadFile }, { createXhrTransport }, { browserConnection }, { createBlobPcmSource }] =
    await Promise.all([
      import('../../upload/fingerprint/read-print.ts'),
      import('../../upload/upload-file.ts'),
      import('../../upload/xhr-transport.ts'),
      import('../../upload/connection.ts'),
      import('../../player/blob-pcm-source.ts'),
    ]);
  const result = await readPrint(file, () => {}, signal);
  if (result.kind === 'broken') throw new Error(result.message);
  if (result.kind === 'unreadable')
    throw new Error('This file could not be read from your disk. Please choose it again.');
  const source = await createBlobPcmSource(file).catch(() => {
    throw new Error(
      'This browser cannot play this file, so it could not be heard in the merge. Please choose another one.',
    );
  });
  const { digest, chunks } = result.print;
  await uploadFile({ digest, file, chunks }, createXhrTransport(), browserConnection, () => {}, signal);
  return { audioDigest: digest, name: file.name, source };
}
