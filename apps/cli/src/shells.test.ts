import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../api/src/testing/test-app.ts';
import { ended, startBeatflow } from './testing/beatflow-process.ts';
import { Person } from './testing/person.ts';
import { bounce, sound } from './testing/stems.ts';

let app: TestApp;
let ana: Person;

beforeAll(async () => {
  app = await createTestApp();
  ana = await Person.arrive(app);
});
afterAll(async () => {
  await ana.leave();
  await app.close();
});

test('bash completes commands, options and the branches of the folder', async () => {
  const script = await ana.expect(ana.home, ['completion', 'bash']);
  const ask = (line: string, refs = '') => {
    const words = line.split(' ').map((word) => `"${word}"`);
    const program = `beatflow() { echo "${refs}"; }\n${script}\nCOMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _beatflow; echo "\${COMPREPLY[@]}"`;
    return spawnSync('bash', ['-c', program], { encoding: 'utf8' }).stdout.trim().split(/\s+/);
  };
  expect(ask('beatflow sta')).toEqual(['status']);
  expect(ask('beatflow log --gr')).toEqual(['--graph', '--grep']);
  expect(ask('beatflow admin re')).toEqual(['restore']);
  expect(ask('beatflow admin backup --k')).toEqual(['--keep']);
  expect(ask('beatflow fsck --re')).toEqual(['--read-data', '--repair']);
  expect(ask('beatflow switch i', 'idea intro main')).toEqual(['idea', 'intro']);
});

test.each(['zsh', 'fish'])('%s gets a script that names every command', async (shell) => {
  const script = await ana.expect(ana.home, ['completion', shell]);
  for (const name of ['clone', 'commit', 'merge', 'watch', 'fsck', 'backups']) expect(script).toContain(name);
  expect((await ana.run(ana.home, ['completion', 'tcsh'])).code).toBe(2);
});

test('a folder that is watched becomes a version when the DAW has finished writing', async () => {
  const folder = await ana.makeFolder('watched');
  await bounce(folder, { 'Bass.wav': sound(1) });
  await ana.expect(folder, ['init']);
  await ana.expect(folder, ['commit', '-m', 'First']);
  const args = ['watch', '--commit', '--push', '--once', '--settle', '0.3'];
  const child = startBeatflow(folder, args, ana.env);
  const output = { text: '' };
  child.stdout?.on('data', (bytes: Buffer) => {
    output.text += bytes.toString();
  });
  const done = ended(child);
  await new Promise<void>((resolve) => {
    child.stderr?.on('data', (bytes: Buffer) => {
      if (bytes.toString().includes('Watching')) resolve();
    });
  });
  await bounce(folder, { 'Kick.wav': sound(2) });
  expect(await done).toMatchObject({ code: 0 });
  expect(output.text).toContain('Kick: added');
  const { head } = await ana.user.api.repository.get.query({ owner: ana.username, name: 'watched' });
  expect(head?.message).toContain('Kick: added');
});

test('nobody is asked where nobody sits', async () => {
  const folder = await ana.makeFolder('nobody');
  await ana.expect(folder, ['init']);
  expect(await ana.run(folder, ['watch'])).toMatchObject({ code: 2, stderr: expect.stringContaining('--commit') });
  const fresh = { BEATFLOW_CONFIG_DIR: ana.path('fresh') };
  expect(await ana.run(folder, ['login'], { env: fresh })).toMatchObject({ code: 2 });
});

test('help says what a command does, with examples', async () => {
  const help = await ana.expect(ana.home, ['merge', '--help']);
  expect(help).toContain('Usage: beatflow merge [options] [version]');
  expect(help).toContain('beatflow merge --theirs bass --both vocals');
  expect(await ana.expect(ana.home, ['--version'])).toMatch(/^\d+\.\d+\.\d+\n$/);
});
