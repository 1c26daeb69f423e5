import { repeat } from '../ingest/repeat.ts';
import { openChunkReader } from '../pack/open-chunk-reader.ts';
import type { Services } from '../services.ts';
import { collectGarbage, type GarbageServices } from './collect-garbage.ts';
import { packWholeAudio } from './pack-whole-audio.ts';

export type CareServices = Pick<Services, 'config' | 'database' | 'logger' | 'store' | 'home' | 'decoders' | 'ingest'>;

export interface Care {
  close(): Promise<void>;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** What collecting garbage takes. */
export function toGarbageServices({ database, home, store, decoders, ingest, logger }: CareServices): GarbageServices {
  const reader = openChunkReader({ database, home, decoders, logger, cacheBytes: 0 });
  return { database, home, store, reader, playback: ingest.playback, workPath: () => ingest.uploads.workPath() };
}

/** Keeps the store tidy in the background, at the start and once a day; and measures what nobody came to measure. */
export function startCare(services: CareServices): Care {
  const { config, logger, ingest } = services;
  const { gcGraceMs: graceMs, uploadTtlMs } = config;
  let isClosed = false;
  const isStopped = () => isClosed;

  async function collect(): Promise<void> {
    const report = await collectGarbage(toGarbageServices(services), { graceMs, uploadTtlMs, isStopped });
    logger.debug({ ...report }, 'collected what nobody needs');
  }

  async function packWhole(): Promise<void> {
    const { files, bytes } = await packWholeAudio({ ...services, ...ingest }, undefined, isStopped);
    if (files > 0) logger.info({ files, bytes }, 'audio that was kept whole is in packs now');
  }

  // At the start it is most likely this server that was stopped before it came to it.
  let leastAgeMs: number | undefined = 0;
  function measureLeft(): Promise<void> {
    const sweeping = ingest.measuring.sweep(leastAgeMs);
    leastAgeMs = undefined;
    return sweeping;
  }

  // What fails because the server stops is done at the next start.
  const untilStopped = (work: () => Promise<void>) => () =>
    work().catch((err: unknown) => (isClosed ? undefined : Promise.reject(err)));
  const tasks = [
    repeat('collecting garbage', dayMs, logger, untilStopped(collect)),
    repeat('moving whole audio into packs', dayMs, logger, untilStopped(packWhole)),
    repeat('measuring what was left', minuteMs, logger, untilStopped(measureLeft)),
  ];
  return {
    async close() {
      isClosed = true;
      await Promise.all(tasks.map((task) => task.stop()));
    },
  };
}
