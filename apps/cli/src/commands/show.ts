import { formatBytes } from '@beatflow/shared';
import type { Cli } from '../cli.ts';
import { formatTable } from '../terminal/format-table.ts';
import { formatClock, formatInstant } from '../terminal/format-time.ts';
import { resolveVersion } from './resolve-version.ts';
import { Song } from './song.ts';

/** Shows one version: who, when, why, and its stems. */
export async function show(cli: Cli, ref: string | undefined): Promise<void> {
  const song = await Song.find(cli);
  const version = await resolveVersion(song, ref);
  const { terminal } = cli;
  const { colours } = terminal;
  terminal.print(`${colours.yellow(`version ${version.digest}`)}${version.id === null ? ' (not pushed)' : ''}`);
  terminal.print(`${version.authorName}, ${formatInstant(version.createdAt)}`);
  terminal.print(version.message);
  const facts = [
    ...(version.bpm === null ? [] : [`${version.bpm} bpm`]),
    ...(version.keySignature === null ? [] : [version.keySignature]),
  ];
  if (facts.length > 0) terminal.print(facts.join(', '));
  const rows = version.stems.map(({ content, audio }) => [
    content.name,
    colours.dim(content.stemType),
    formatClock(audio.duration),
    `${audio.sampleRate / 1000} kHz`,
    `${audio.bitDepth} bit`,
    formatBytes(audio.sizeBytes),
    colours.dim(content.audioDigest.slice(0, 12)),
  ]);
  for (const line of formatTable(rows, '  ')) terminal.print(line);
  terminal.facts({ ...version, stems: version.stems.map(({ content, audio }) => ({ ...content, ...audio })) });
}
