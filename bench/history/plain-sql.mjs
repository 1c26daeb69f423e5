import { createServer } from 'node:http';
import pg from 'pg';

/*
 * What a page of the log is measured against: a bare HTTP server that is handed the ids of 50 commits, fetches their rows,
 * their stems and the facts of their audio in one statement, and sends them as JSON. It knows no callers, no access, no
 * refs, no order and no schema.
 */
const STATEMENT = `
  SELECT c.id AS commit, c.*, s.*, a.*
  FROM commits c LEFT JOIN stems s ON s.commit_id = c.id LEFT JOIN audio_files a ON a.digest = s.audio_digest
  WHERE c.id = ANY ($1::uuid[])
  ORDER BY c.generation DESC, c.digest, s.position`;

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });

const server = createServer((req, res) => {
  const ids = new URL(req.url ?? '', 'http://localhost').searchParams.get('ids') ?? '';
  const start = performance.now();
  void pool.query(STATEMENT, [ids.split(',')]).then(({ rows }) => {
    const tookMs = performance.now() - start;
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify({ rows, tookMs }));
  });
});

server.listen(0, '127.0.0.1', () => {
  process.send?.(server.address().port);
});
process.on('disconnect', () => process.exit());
