import type { ErrorReason } from '@beatflow/shared';
import type { AnalysisJob, AnalysisResult } from '../ingest/analysis-job.ts';
import type { CheckJob, CheckResult, DigestJob } from '../ingest/check-file.ts';
import type { CutJob, CutResult } from '../pack/cut-file.ts';
import type { FillJob } from '../pack/fill-pack.ts';
import type { WrittenPack } from '../pack/pack-file.ts';
import type { CompareJob, CompareResult } from '../sound/compare-job.ts';
import type { SpliceJob, SpliceResult } from '../sound/splice-job.ts';

/** Everything that threads do, with what each needs and answers. */
export interface Jobs {
  analyze: { job: AnalysisJob; result: AnalysisResult };
  check: { job: CheckJob; result: CheckResult };
  digest: { job: DigestJob; result: { digest: string } };
  cut: { job: CutJob; result: CutResult };
  fill: { job: FillJob; result: WrittenPack };
  compare: { job: CompareJob; result: CompareResult };
  splice: { job: SpliceJob; result: SpliceResult };
}

export type JobKind = keyof Jobs;

/** A job as a thread gets it. */
export type PostedJob = { [Kind in JobKind]: { kind: Kind } & Jobs[Kind]['job'] }[JobKind];

/** What a worker says while it works, so that a hang is told from a long file, and at the end. */
export type WorkerMessage =
  | { kind: 'progress' }
  | { kind: 'done'; result: unknown }
  | { kind: 'refused'; reason: ErrorReason; data: Record<string, unknown>; message: string }
  | { kind: 'failed'; message: string; isDecoder: boolean };
