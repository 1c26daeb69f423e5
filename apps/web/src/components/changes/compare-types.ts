import type { ApiClient } from '../../api/trpc.ts';

/** What the server answers to a comparison, as it arrives: values of fields that were nothing may be absent. */
export type Changes = Awaited<ReturnType<ApiClient['commit']['compare']['query']>>;
export type ChangedTrack = Changes['tracks'][number];
export type ChangedField = Changes['fields'][number];
