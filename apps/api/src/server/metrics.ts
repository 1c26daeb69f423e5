import type { Database } from '@beatflow/db';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { watchStorage } from './watch-storage.ts';

/** What is counted and timed, as Prometheus asks for it. */
export interface Metrics {
  registry: Registry;
  requestSeconds: Histogram<'method' | 'route' | 'status'>;
  procedureSeconds: Histogram<'procedure' | 'type' | 'ok'>;
  receivedBytes: Counter<'route'>;
  sentBytes: Counter<'route'>;
  /** Audio files that came in whole, were found good, and are kept. */
  audioTaken: Counter<'route'>;
  refusals: Counter<'route' | 'reason'>;
  /** Tells the state of something whenever the numbers are asked for. */
  watch(name: string, help: string, read: () => number): void;
}

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];

export function createMetrics(database: Pick<Database, 'poolState' | 'sequelize'>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const watch: Metrics['watch'] = (name, help, read) => {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  };
  watch('beatflow_db_connections_open', 'Open database connections', () => database.poolState().open);
  watch('beatflow_db_connections_in_use', 'Database connections at work', () => database.poolState().inUse);
  watch('beatflow_db_connections_max', 'Database connections at most', () => database.poolState().max);
  watch('beatflow_db_waiting', 'Callers waiting for a database connection', () => database.poolState().waiting);
  watchStorage(registry, database);
  const count = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers: [registry] });
  return {
    registry,
    watch,
    receivedBytes: count('beatflow_http_received_bytes_total', 'Bytes that came in, headers included', ['route']),
    sentBytes: count('beatflow_http_sent_bytes_total', 'Bytes that went out, headers included', ['route']),
    audioTaken: count('beatflow_audio_taken_total', 'Audio files that were taken in', ['route']),
    refusals: count('beatflow_refusals_total', 'Requests that were refused, or failed', ['route', 'reason']),
    requestSeconds: new Histogram({
      name: 'beatflow_http_request_duration_seconds',
      help: 'Time from the first byte of a request to the last byte of its answer',
      labelNames: ['method', 'route', 'status'],
      buckets,
      registers: [registry],
    }),
    procedureSeconds: new Histogram({
      name: 'beatflow_procedure_duration_seconds',
      help: 'Time that a procedure takes',
      labelNames: ['procedure', 'type', 'ok'],
      buckets,
      registers: [registry],
    }),
  };
}
