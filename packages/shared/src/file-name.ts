import type { AudioFormat } from './audio.ts';

/** What of an audio file decides how it is called and served. */
interface Kind {
  format: AudioFormat;
  codec: string;
}

const extensions: Record<AudioFormat, readonly [string, ...string[]]> = {
  wav: ['wav', 'wave', 'bwf', 'rf64'],
  aiff: ['aiff', 'aif', 'aifc'],
  flac: ['flac'],
  mp3: ['mp3'],
  ogg: ['ogg', 'oga', 'opus'],
  m4a: ['m4a', 'mp4', 'aac'],
};

const maxNameBytes = 200;
const forbidden = /[/\\:*?"<>|\p{C}]/gu;
const reservedName = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** Turns any text into a name that every system takes for one file in one folder. */
export function toFileName(text: string): string {
  let name = text
    .normalize('NFC')
    .replace(forbidden, '_')
    .replace(/^[\s.]+|[\s.]+$/gu, '');
  while (new TextEncoder().encode(name).length > maxNameBytes) name = name.replace(/.$/su, '').trimEnd();
  if (name === '') return 'untitled';
  return reservedName.test(name) ? `${name}_` : name;
}

/** The name of a stem's file: the stem's own, with the extension of what it is. */
export function fileNameOfStem(stemName: string, { format, codec }: Kind): string {
  const [usual] = extensions[format];
  const extension = codec === 'opus' ? 'opus' : usual;
  const [, base, given = ''] = /^(.+)\.(\w{2,4})$/u.exec(stemName) ?? [];
  const hasOwn = base !== undefined && extensions[format].includes(given.toLowerCase());
  return `${toFileName(hasOwn ? base : stemName)}.${hasOwn ? given : extension}`;
}
