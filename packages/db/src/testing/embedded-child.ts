import { startEmbeddedPostgres } from '../embedded/start-embedded-postgres.ts';

/** A program that starts the PostgreSQL of a data folder, prints its address, and stops it when its input ends. */
const [dataDir = ''] = process.argv.slice(2);
console.log('starting');
const server = await startEmbeddedPostgres({ dataDir, isDisposable: true });
console.log(server.url);
process.stdin.resume();
process.stdin.once('end', () => {
  void server.stop();
});
