import { exitCodes } from '../failure/exit-codes.ts';
import type { CommandShape } from './describe-program.ts';

/** Writes the reference of all commands, as a page of Markdown. */
export function writeReference(groups: readonly [heading: string, commands: readonly CommandShape[]][]): string {
  const sections = groups.flatMap(([heading, commands]) => [
    `## ${heading}`,
    ...(notes[heading] ?? []),
    ...commands.flatMap((command) => [...describe(command), ...describeSubcommands(command, commands)]),
  ]);
  return `${[intro, ...sections, outro()].join('\n\n')}\n`;
}

const notes: Record<string, readonly string[]> = {
  Administration: [
    `These work on the disk and the database of a server, so they are run on its machine, in the folder where it is installed (see
[Hosting BeatFlow](self-hosting.md)); anywhere else they say so and end with 5. They are the very commands that are called
\`pnpm store:fsck\`, \`pnpm store:gc\` and so on there, and read the same \`.env\`. They end with 0 when all is well, and with 1 when
something is damaged or went wrong.`,
  ],
};

const intro = `# The command line

<!-- Written by \`pnpm --filter @beatflow/cli run docs\` from the definitions of the commands. -->

\`beatflow\` is BeatFlow from a terminal. A **song's folder** is a folder of stems; what \`.beatflow\` in it keeps is its address, the
versions that are known, those that are not pushed yet, and their audio. Committing, branching and looking at what is known work
without a server; pushing sends what the server does not have.

In this repository it is run with \`pnpm beatflow …\` or \`npm run beatflow -- …\`. \`npm pack\` in \`apps/cli\` makes a package that needs
nothing but Node: \`npm install -g ./beatflow-cli-*.tgz\`.

\`\`\`sh
beatflow login http://localhost:3000   # once
cd night-drive                         # a folder of bounced stems
beatflow init                          # a song on the server
beatflow commit -m "First take"
beatflow push

beatflow status                        # later: changed  bass.wav  −2.0 dB
beatflow commit                        # the message says what changed
beatflow pull                          # brings what others did, and merges it
beatflow push
\`\`\`

Every command takes \`--help\`, and \`--json\` for its facts as JSON on standard output; how it goes is said on standard error, and
progress is shown on a terminal alone. \`-C FOLDER\` before the command runs it in another folder.`;

function describe({ usage, summary, args, options, examples }: CommandShape): string[] {
  const rows = [
    ...args.map(({ name, about }) => [`\`${name}\``, about]),
    ...options.filter(({ long }) => long !== '--json').map(({ flags, about }) => [`\`${flags}\``, about]),
  ];
  const width = Math.max(...examples.map(([line]) => line.length));
  return [
    `### \`beatflow ${usage}\``,
    `${summary}.`,
    ...(rows.length > 0 ? [formatTable(['What', 'Meaning'], rows)] : []),
    ['```sh', ...examples.map(([line, about]) => `${line.padEnd(width)}  # ${about}`), '```'].join('\n'),
  ];
}

/** What is the same as a command beside the group is only listed. */
function describeSubcommands(group: CommandShape, beside: readonly CommandShape[]): string[] {
  const { name, commands } = group;
  if (commands.length === 0) return [];
  const isShort = ({ usage }: CommandShape) => beside.some((other) => other.usage === usage);
  const rows = commands.map((command) => [
    `\`${name} ${command.name}\``,
    isShort(command) ? `The same as \`beatflow ${command.name}\`.` : `${command.summary}.`,
  ]);
  return [
    formatTable(['Command', 'What it does'], rows),
    ...commands
      .filter((command) => !isShort(command))
      .flatMap((command) => describe({ ...command, usage: `${name} ${command.usage}` })),
  ];
}

function outro(): string {
  const exits = Object.values(exitCodes).map(({ code, about }) => [`${code}`, about]);
  const variables = [
    ['`BEATFLOW_SERVER`', 'The server, where no folder and no address says which.'],
    ['`BEATFLOW_TOKEN`', 'A token that goes before the one that is kept, for scripts.'],
    ['`BEATFLOW_USERNAME`', 'Who this token is of, to commit without a server.'],
    ['`BEATFLOW_CONFIG_DIR`', 'Where tokens are kept, in a file that only you can read.'],
    ['`NO_COLOR`', 'No colours.'],
  ];
  return [
    '## What it ends with',
    formatTable(['Code', 'Meaning'], exits),
    'With `--json`, an error is `{ "error": { "exit", "reason", "message", "next", "facts" } }` on standard error; `reason` is the server’s\nstable code (`branch-moved`, `name-taken` …) where it refused.',
    '## Variables',
    formatTable(['Variable', 'Meaning'], variables),
  ].join('\n\n');
}

function formatTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) =>
    Math.max(3, head.length, ...rows.map((row) => escapeCell(row[column]).length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(heads), rule, ...rows.map((row) => line(row.map(escapeCell)))].join('\n');
}

function escapeCell(text = ''): string {
  return text.replaceAll('|', '\\|');
}
