import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { formatTable } from './format-table.ts';
import { formatClock } from './format-time.ts';
import { Progress } from './progress.ts';
import { Terminal } from './terminal.ts';

function open({ isTTY = false, env = {} as NodeJS.ProcessEnv } = {}) {
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  for (const stream of Object.values(streams)) Object.assign(stream, { isTTY, columns: 100 });
  const said = () => String(streams.stderr.read() ?? '');
  return { terminal: new Terminal(streams, env), said, stdout: () => String(streams.stdout.read() ?? '') };
}

test('progress is shown on a terminal alone', () => {
  for (const isTTY of [true, false]) {
    const { terminal, said } = open({ isTTY });
    const progress = new Progress(terminal, 'Pushing');
    progress.expect(1000);
    progress.advance(500, 'sent');
    progress.end();
    expect(said().includes('Pushing ████████████░░░░░░░░░░░░ 50 %')).toBe(isTTY);
  }
});

test('colours are for terminals, unless somebody says otherwise', () => {
  const colours = (options: Parameters<typeof open>[0]) => open(options).terminal.colours.red('x') !== 'x';
  expect(colours({ isTTY: true })).toBe(true);
  expect(colours({ isTTY: false })).toBe(false);
  expect(colours({ isTTY: true, env: { NO_COLOR: '1' } })).toBe(false);
  expect(colours({ isTTY: false, env: { FORCE_COLOR: '1' } })).toBe(true);
  expect(colours({ isTTY: true, env: { TERM: 'dumb' } })).toBe(false);
});

test('where JSON is wanted, nothing else is on standard output', () => {
  const { terminal, stdout } = open();
  terminal.isJson = true;
  terminal.print('for people');
  terminal.facts({ answer: 42 });
  expect(JSON.parse(stdout())).toEqual({ answer: 42 });
});

test('times and columns are written for people', () => {
  expect([0, 41.25, 3723.5].map(formatClock)).toEqual(['0:00.000', '0:41.250', '1:02:03.500']);
  expect(
    formatTable(
      [
        ['a', 'bb'],
        ['ccc', 'd'],
      ],
      ' ',
    ),
  ).toEqual([' a    bb', ' ccc  d']);
});
