import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Cost, measureCommand } from '../ingest/measure-command.ts';
import { folderSize } from './folder-size.ts';
import type { Keeper } from './keeper.ts';

/** Makes a keeper of a folder, which has a place of its own for what it keeps. */
type Maker = (folder: string, place: string) => Keeper;

function run(command: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
}

function sum(...costs: readonly Cost[]): Cost {
  return costs.reduce((left, right) => ({
    wallMs: left.wallMs + right.wallMs,
    cpuMs: left.cpuMs + right.cpuMs,
  }));
}

/** The working folder's files are hard-linked into Git's, so that Git sees what changed and copies nothing twice. */
function gitLfs(folder: string, place: string): Keeper {
  const git = (...args: string[]) => ['-C', folder, `--git-dir=${place}/.git`, `--work-tree=${folder}`, ...args];
  run('git', 'init', '-q', place);
  run('git', ...git('config', 'user.name', 'bench'));
  run('git', ...git('config', 'user.email', 'bench@localhost'));
  run('git', ...git('lfs', 'install', '--local'));
  run('sh', '-c', 'echo "*.wav filter=lfs diff=lfs merge=lfs -text" > "$1"', 'sh', join(place, '.git/info/attributes'));
  return {
    name: 'git-lfs',
    store: (version) =>
      sum(
        measureCommand('git', git('add', '--all', '.')),
        measureCommand('git', git('commit', '-q', '-m', `version ${version}`)),
        measureCommand('git', git('tag', `v${version}`)),
      ),
    read(version, to) {
      mkdirSync(to);
      return measureCommand('git', [
        `--git-dir=${place}/.git`,
        `--work-tree=${to}`,
        'checkout',
        `v${version}`,
        '--',
        '.',
      ]);
    },
    size: () => folderSize(join(place, '.git')),
  };
}

function restic(folder: string, place: string): Keeper {
  process.env.RESTIC_PASSWORD = 'bench';
  run('restic', 'init', '-q', '-r', place);
  const args = ['-q', '-r', place, '--no-cache'];
  return {
    name: 'restic',
    store: (version) =>
      measureCommand('sh', [
        '-c',
        'cd "$1" && shift && exec restic "$@"',
        'sh',
        folder,
        ...args,
        'backup',
        '--tag',
        `v${version}`,
        '.',
      ]),
    read: (version, to) =>
      measureCommand('restic', [...args, 'restore', 'latest', '--tag', `v${version}`, '--target', to]),
    size: () => folderSize(place),
  };
}

function borg(folder: string, place: string): Keeper {
  run('borg', 'init', '-e', 'none', place);
  const inside = (directory: string, args: string[]) => [
    '-c',
    'cd "$1" && shift && exec borg "$@"',
    'sh',
    directory,
    ...args,
  ];
  return {
    name: 'borg (zstd)',
    store: (version) => measureCommand('sh', inside(folder, ['create', '-C', 'zstd', `${place}::v${version}`, '.'])),
    read(version, to) {
      mkdirSync(to);
      return measureCommand('sh', inside(to, ['extract', `${place}::v${version}`]));
    },
    size: () => folderSize(place),
  };
}

function casync(folder: string, place: string): Keeper {
  mkdirSync(place);
  const index = (version: number) => join(place, `v${version}.caidx`);
  const store = `--store=${join(place, 'store.castr')}`;
  return {
    name: 'casync',
    store: (version) => measureCommand('casync', ['make', store, index(version), folder]),
    read: (version, to) => measureCommand('casync', ['extract', store, index(version), to]),
    size: () => folderSize(place),
  };
}

const makers: Record<string, Maker> = { 'git-lfs': gitLfs, restic, borg, casync };

/** The keepers that are installed here; what is missing is said in a line. */
export function openOtherKeepers(folder: string, place: string): Keeper[] {
  return Object.entries(makers).flatMap(([command, maker]) => {
    if (!spawnSync(command, ['--version']).error) return [maker(folder, join(place, command))];
    console.log(
      `${command} is not installed: not compared with it (apt-get install git-lfs restic borgbackup casync).`,
    );
    return [];
  });
}
