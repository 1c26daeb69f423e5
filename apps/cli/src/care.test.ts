import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { Command } from 'commander';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands as adminCommands } from '../../api/src/admin/commands.ts';
import { makeEmptyInstallation } from '../../api/src/backup/testing/restored-app.ts';
import { listPackPaths } from '../../api/src/bytes/testing/list-pack-paths.ts';
import { createTestApp, type TestApp } from '../../api/src/testing/test-app.ts';
import { Cli } from './cli.ts';
import { listCommands } from './program/create-program.ts';
import { Terminal } from './terminal/terminal.ts';
import { runBeatflow } from './testing/beatflow-process.ts';
import { Person } from './testing/person.ts';
import { bounce, digestOf, sound } from './testing/stems.ts';

let app: TestApp;
let ana: Person;
let song: string;
let settings: Record<string, string>;

beforeAll(async () => {
  app = await createTestApp();
  ana = await Person.arrive(app);
  song = await ana.makeFolder('cared-for');
  await bounce(song, { 'Bass.wav': sound(1), 'Kick.wav': sound(2) });
  await ana.expect(song, ['init']);
  await ana.expect(song, ['commit', '-m', 'First']);
  await ana.expect(song, ['push']);
  const { config } = app.services;
  settings = { DATA_DIR: config.dataDir, DATABASE_URL: app.databaseUrl, GC_GRACE: '0m' };
});
afterAll(async () => {
  await ana.leave();
  await app.close();
});

const beatflow = (args: string[], installation = settings) => runBeatflow(ana.home, args, installation);

test('an administrator checks, cleans up, backs up, and restores into a new installation', async () => {
  const sound = await beatflow(['fsck', '--read-data']);
  expect(sound).toMatchObject({ code: 0, stderr: '' });
  expect(sound.stdout).toMatch(
    /^Checked 1 versions with 2 stems, 2 audio files.*all .* of them\.\nEverything is in order/,
  );
  expect(JSON.parse((await beatflow(['fsck', '--json'])).stdout)).toMatchObject({ isSound: true });
  expect((await beatflow(['gc', '--dry-run'])).stdout).toContain('Nobody needs 0 audio files');
  expect(JSON.parse((await beatflow(['admin', 'gc', '--json'])).stdout)).toMatchObject({ freedBytes: 0 });

  // The place is meant from the folder that the command was run in.
  const place = ['-C', ana.path('cared-for')];
  expect(await beatflow([...place, 'backup', '../copies', '--keep', 'abc'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('It is no whole number from 1.'),
  });
  const written = await beatflow([...place, 'backup', '../copies', '--keep', '3', '--verify', '--json']);
  expect(written).toMatchObject({ code: 0 });
  const { id } = JSON.parse(written.stdout) as { id: string };
  const listed = await beatflow(['admin', 'backups', ana.path('copies')]);
  expect(listed.stdout).toContain(id.slice(0, 12));

  const empty = await makeEmptyInstallation();
  try {
    const restored = await beatflow(['admin', 'restore', 'copies', id.slice(0, 12)], empty.settings);
    expect(restored).toMatchObject({ code: 0, stderr: '' });
    expect(restored.stdout).toContain('Every byte is what it was.');
    expect(await beatflow(['fsck', '--read-data'], empty.settings)).toMatchObject({ code: 0 });
    const again = await beatflow(['admin', 'restore', 'copies', '--json'], empty.settings);
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(JSON.parse(again.stderr)).toMatchObject({
      error: { exit: 'failed', message: expect.stringContaining('restored into an empty BeatFlow') },
    });
  } finally {
    await empty.close();
  }
});

test('what the store lost is named, and the exit code says so', async () => {
  const [pack] = await listPackPaths(await digestOf(join(song, 'Bass.wav')));
  const path = join(app.services.config.dataDir, pack!);
  const bytes = await readFile(path);
  const damaged = Buffer.from(bytes);
  damaged[damaged.length >> 1]! ^= 4;
  await writeFile(path, damaged);
  const { code, stdout } = await beatflow(['fsck', '--read-data']);
  await writeFile(path, bytes);
  expect(code).toBe(1);
  expect(stdout).toContain(`of ${ana.username}/cared-for.`);
});

test('what is not written as it should be ends with 2, before the store is touched', async () => {
  for (const args of [['fsck', '--now'], ['backup'], ['admin'], ['admin', 'mend'], ['gc', 'all']]) {
    expect(await beatflow(args, {}), args.join(' ')).toMatchObject({ code: 2, stdout: '' });
  }
});

test('the commands take what the program of the server takes, and nothing else', () => {
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  const groups = listCommands(new Cli({ ...streams, cwd: '/', env: {} }, new Terminal(streams, {})));
  const top = groups.flatMap(([, commands]) => commands);
  const admin = top.find((command) => command.name() === 'admin')!;
  const inOrder = (names: readonly string[]) => [...names].sort((a, b) => (a < b ? -1 : 1));
  const shapeOf = (command: Command) => ({
    options: inOrder(command.options.map(({ long }) => long!.slice(2))),
    operands: {
      min: command.registeredArguments.filter(({ required }) => required).length,
      max: command.registeredArguments.length,
    },
  });
  expect(Object.fromEntries(admin.commands.map((command) => [command.name(), shapeOf(command)]))).toEqual(
    Object.fromEntries(
      Object.entries(adminCommands).map(([name, { options = [], counts = [], operands = { min: 0, max: 0 } }]) => [
        name,
        { options: inOrder(['json', ...options, ...counts]), operands },
      ]),
    ),
  );
  for (const name of ['fsck', 'gc', 'backup']) {
    const [short, long] = [top, admin.commands].map((all) => all.find((command) => command.name() === name)!);
    expect(shapeOf(short!)).toEqual(shapeOf(long!));
  }
});
