// A Git LFS server as the specification has it (batch API, basic transfers), over one folder: `node lfs-server.mjs FOLDER`.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });

const server = createServer((req, res) => {
  answer(req, res).catch((err) => {
    console.error(err);
    res.destroy();
  });
});

async function answer(req, res) {
  const [, oid] = /^\/objects\/([0-9a-f]{64})$/.exec(req.url) ?? [];
  if (req.method === 'POST' && req.url === '/objects/batch') return answerBatch(req, res);
  if (!oid) return res.writeHead(404).end();
  const path = join(folder, oid);
  if (req.method === 'GET') {
    res.writeHead(200, { 'content-length': statSync(path).size });
    return pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), res);
  }
  // What arrives is checked, as every server worth its name does.
  const hash = createHash('sha256');
  const watch = new PassThrough({ highWaterMark: 1 << 20 });
  watch.on('data', (bytes) => hash.update(bytes));
  await pipeline(req, watch, createWriteStream(`${path}.part`, { flush: true }));
  if (hash.digest('hex') !== oid) return res.writeHead(422).end();
  renameSync(`${path}.part`, path);
  res.writeHead(200).end();
}

async function answerBatch(req, res) {
  let text = '';
  for await (const bytes of req) text += bytes;
  const { operation, objects } = JSON.parse(text);
  const described = objects.map(({ oid, size }) => {
    const isThere = existsSync(join(folder, oid));
    const needed = operation === 'download' || !isThere;
    return {
      oid,
      size,
      ...(needed && { actions: { [operation]: { href: `http://${req.headers.host}/objects/${oid}` } } }),
    };
  });
  res.writeHead(200, { 'content-type': 'application/vnd.git-lfs+json' });
  res.end(JSON.stringify({ transfer: 'basic', objects: described }));
}

server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
