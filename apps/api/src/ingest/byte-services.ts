import type { Services } from '../services.ts';

/** What of the server everything that carries bytes needs. */
export type ByteServices = Pick<Services, 'config' | 'database' | 'logger' | 'store' | 'home' | 'chunks' | 'ingest'>;
