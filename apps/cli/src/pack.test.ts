import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../api/src/testing/test-app.ts';
import { Person } from './testing/person.ts';
import { bounce, digestOf, sound } from './testing/stems.ts';

const packageFolder = join(import.meta.dirname, '..');
const MINUTES_MS = 300_000;

let app: TestApp;
let ana: Person;
let folder: string;
let program: string;

// What nobody may reach during these tests: the registry.
const nowhere = 'http://127.0.0.1:9/';

function runProgram(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, npm_config_registry: nowhere, ...env } });
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (bytes: Buffer) => {
      said.stdout += bytes.toString();
    });
    child.stderr.on('data', (bytes: Buffer) => {
      said.stderr += bytes.toString();
    });
    child.once('close', (code) => {
      if (code === 0) resolve(said.stdout);
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${said.stdout}${said.stderr}`));
    });
  });
}

beforeAll(async () => {
  app = await createTestApp();
  ana = await Person.arrive(app);
  folder = await mkdtemp(join(tmpdir(), 'beatflow-pack-'));
  await runProgram('npm', ['pack', '--pack-destination', folder], packageFolder);
  const [archive] = await readdir(folder);
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  await runProgram('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${archive}`], folder);
  program = join(folder, 'node_modules', '.bin', 'beatflow');
}, MINUTES_MS);
afterAll(async () => {
  await ana.leave();
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

test('what npm packs installs without a network and brings nothing else', async () => {
  expect((await readdir(join(folder, 'node_modules'))).filter((name) => !name.startsWith('.'))).toEqual(['@beatflow']);
  expect(await readdir(join(folder, 'node_modules', '@beatflow'))).toEqual(['cli']);
  expect(await runProgram(program, ['--help'], folder)).toContain('Usage: beatflow');
  await expect(runProgram(program, ['admin', 'restore', '/mnt/backup'], folder)).rejects.toThrow(
    /ended with 5:\nbeatflow: “beatflow admin restore” works on .* in the folder where the server is installed\./,
  );
});

test('what npm packs takes a folder of stems to the server and back', async () => {
  const song = await ana.makeFolder('packed');
  await bounce(song, { 'Bass.wav': sound(1), 'Kick.wav': sound(2) });
  await runProgram(program, ['init'], song, ana.env);
  await runProgram(program, ['commit', '-m', 'First'], song, ana.env);
  await runProgram(program, ['push'], song, ana.env);
  await bounce(song, { 'Bass.wav': sound(3) });
  expect(await runProgram(program, ['status'], song, ana.env)).toContain('re-recorded');
  await runProgram(program, ['clone', `${ana.username}/packed`, 'copy'], ana.home, ana.env);
  expect(await digestOf(ana.path('copy', 'Kick.wav'))).toBe(await digestOf(join(song, 'Kick.wav')));
});

test('every kind of audio is read by what npm packs', async () => {
  const song = await ana.makeFolder('kinds');
  const fixtures = join(packageFolder, '../../packages/audio/src/testing/fixtures');
  const names = (await readdir(fixtures)).filter((name) => name.startsWith('song'));
  for (const name of names)
    await writeFile(
      join(song, `${name.replace('.', '-')}.${name.split('.').at(-1)}`),
      await readFile(join(fixtures, name)),
    );
  await runProgram(program, ['init'], song, ana.env);
  const { stems } = JSON.parse(await runProgram(program, ['commit', '--json'], song, ana.env)) as { stems: number };
  expect(stems).toBe(names.length);
});
