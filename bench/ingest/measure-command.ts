import { spawnSync } from 'node:child_process';
import { median } from '../product/median.ts';

/** What a command cost, in milliseconds. */
export interface Cost {
  wallMs: number;
  /** User and system time of the whole process, its start included. */
  cpuMs: number;
}

/** Runs a command in a fresh process and asks the shell what it cost. Throws when the command fails. */
export function measureCommand(command: string, args: readonly string[]): Cost {
  const begin = performance.now();
  const shell = spawnSync('sh', ['-c', '"$@" >/dev/null 2>/dev/null || exit 1; times', 'sh', command, ...args], {
    encoding: 'utf8',
  });
  const wallMs = performance.now() - begin;
  if (shell.status !== 0) throw new Error(`${command} failed`);
  // The second line of `times` is the sum over the shell's children: user, then system.
  const [user, system] = (shell.stdout.trim().split('\n')[1] ?? '').split(' ').map(toMs);
  return { wallMs, cpuMs: (user ?? Number.NaN) + (system ?? Number.NaN) };
}

/** `0m1.230000s` in milliseconds. */
function toMs(text: string): number {
  const [, minutes, seconds] = /(\d+)m([\d.,]+)s/.exec(text) ?? [];
  return 1000 * (60 * Number(minutes) + Number(seconds?.replace(',', '.')));
}

/** The middle of several costs, each figure for itself. */
export function medianCost(costs: readonly Cost[]): Cost {
  return { wallMs: median(costs.map(({ wallMs }) => wallMs)), cpuMs: median(costs.map(({ cpuMs }) => cpuMs)) };
}
