import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Lets `work` make files in a folder that nobody else uses; what an earlier process left there goes first. */
export async function withWorkFolder<T>(folder: string, work: (workPath: () => string) => Promise<T>): Promise<T> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    return await work(() => join(folder, randomUUID()));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
