// Compiles the codec of chunks to WebAssembly and writes it, as text, to where the package loads it from:
//   pnpm --filter @beatflow/audio build:codec
// The compiler is fetched for this alone, because it is ten times as large as everything else that is installed here.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digestOfSources } from './digest-of-sources.ts';

const compiler = 'assemblyscript@0.28.20';
const memoryPages = '96';
const folder = fileURLToPath(new URL('./assembly', import.meta.url));
const target = join(folder, '../../src/chunks/codec.gen.ts');
const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--enable', 'bulk-memory'];
const memory = ['--initialMemory', memoryPages, '--maximumMemory', memoryPages, '--use', 'abort='];

const temporary = mkdtempSync(join(tmpdir(), 'beatflow-codec-'));
try {
  const binary = join(temporary, 'codec.wasm');
  const asc = ['exec', '--yes', `--package=${compiler}`, '--', 'asc', 'index.ts', ...options, ...memory, '-o', binary];
  execFileSync('npm', asc, { cwd: folder, stdio: 'inherit' });
  const text = [
    '// Written by codec/build.ts; a test compares the digest with the sources.',
    `export const sourceDigest = '${digestOfSources()}';`,
    `export const codecBinary = '${readFileSync(binary).toString('base64')}';`,
  ];
  writeFileSync(target, `${text.join('\n')}\n`);
} finally {
  rmSync(temporary, { recursive: true });
}
