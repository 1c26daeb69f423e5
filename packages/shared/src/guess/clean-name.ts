/** One word of a file name, with what stood between it and the word before. */
export interface Token {
  text: string;
  before: string;
}

const edge = '(?<![\\p{L}\\d])';
const end = '(?![\\p{L}\\d])';

const bpmMark = new RegExp(
  `${edge}(?:bpm[\\s_-]?(?<after>\\d{2,3}(?:[.,]\\d{1,3})?)|(?<ahead>\\d{2,3}(?:[.,]\\d{1,3})?)[\\s_-]?bpm)${end}`,
  'giu',
);
// A bare letter is no key ("Gtr A"), and a synth may be "FM".
const keyMarks = [
  new RegExp(`${edge}(?<key>[A-Ga-g](?:#|♯|♭|b|sharp|flat)?[\\s_-]?(?:major|minor|maj|min))${end}`, 'giu'),
  new RegExp(`${edge}(?<key>[A-G](?:[#♯♭b])?m)${end}`, 'gu'),
  new RegExp(`${edge}(?<key>[A-G](?:[#♯♭]|(?<=[ABDEG])b))${end}`, 'gu'),
];
const dateMarks = [
  new RegExp(`${edge}(?:19|20)\\d\\d[-_. ]?(?:0[1-9]|1[0-2])[-_. ]?(?:0[1-9]|[12]\\d|3[01])${end}`, 'gu'),
  new RegExp(`${edge}(?:0?[1-9]|[12]\\d|3[01])[-_.](?:0?[1-9]|[12]\\d|3[01])[-_.](?:19|20)?\\d\\d${end}`, 'gu'),
  new RegExp(`${edge}[12]\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])${end}`, 'gu'),
];
const formatMarks = [
  new RegExp(`${edge}(?:44[.,]?1|48|88[.,]?2|96|176[.,]?4|192)[\\s_]?k(?:hz)?${end}`, 'giu'),
  new RegExp(`${edge}(?:44100|48000|88200|96000|176400|192000)(?:hz)?${end}`, 'giu'),
  new RegExp(`${edge}(?:16|24|32)[\\s_-]?(?:bits?|b|f|float)${end}`, 'giu'),
];
const versionMark = new RegExp(
  `(?:${edge}|(?<=\\p{Ll}{3}))(?:[vV]|[vV]er(?:sion)?[\\s_.-]?)\\d+(?:\\.\\d+)*\\p{Ll}?${end}`,
  'gu',
);

const suffixWord =
  /^(?:(?:final|fin|bounced?|bip|bnc|mix(?:down)?|master(?:ed)?|mstr|exports?|exported|render(?:ed)?|print(?:ed)?|stems?|new|newest|latest|copy|edit(?:ed)?|consolidated|comp(?:ed)?|take|tk|rev|revision|stereo|st|mono|wav|aiff?|flac|mp3|tuned|fixed|fix|update[d]?|alt)\d*|\d+(?:st|nd|rd|th)?mix)$/i;
const number = /^\d{1,3}$/;
const namedNumbers = new Set(['808', '909', '707', '606', '303']);

/** The file name without folders and extension. */
export function baseName(path: string): string {
  const file = path.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  return file.replace(/\.[A-Za-z0-9]{1,5}$/, '') || file;
}

/** A tempo written in a file name; null when there is none. */
export function readBpmMark(path: string): number | null {
  const match = baseName(path).matchAll(bpmMark).next().value;
  const text = match?.groups?.after ?? match?.groups?.ahead;
  return text === undefined ? null : Number(text.replace(',', '.'));
}

/** A key written in a file name, as it is written there; null when there is none. */
export function readKeyMark(path: string): string | null {
  const name = baseName(path);
  for (const mark of keyMarks) {
    const match = name.matchAll(mark).next().value;
    if (match?.groups?.key) return match.groups.key.replaceAll('_', ' ');
  }
  return null;
}

/** Splits at spaces, underscores, dots, brackets and hyphens, and remembers by which. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let before = '';
  for (const part of text.split(/([\s_.()[\]{}–—-]+)/u)) {
    if (/^[\s_.()[\]{}–—-]*$/u.test(part)) before += part;
    else {
      tokens.push({ text: part, before });
      before = '';
    }
  }
  return tokens;
}

/** The words of a file name that may name the stem: without track number, tempo, key, date, format and version. */
export function nameTokens(path: string): Token[] {
  let text = baseName(path);
  for (const mark of [...dateMarks, ...formatMarks, bpmMark, ...keyMarks, versionMark]) text = text.replace(mark, '_');
  const tokens = dropTrackNumber(dropSuffix(tokenize(text)));
  return tokens.length > 0 ? tokens : tokenize(baseName(path));
}

function dropTrackNumber(tokens: Token[]): Token[] {
  const [first, second] = tokens;
  if (!first || !second) return first ? [unglue(first)] : [];
  if (/^(?:track|trk|audio|ch)$/i.test(first.text) && number.test(second.text) && tokens.length > 2)
    return tokens.slice(2);
  if (!number.test(first.text) || namedNumbers.has(first.text)) return [unglue(first), ...tokens.slice(1)];
  const isTwelveString = /^(?:6|7|8|12)$/.test(first.text) && /^str(?:ing)?s?$/i.test(second.text);
  return isTwelveString ? tokens : tokens.slice(1);
}

function unglue(token: Token): Token {
  return { ...token, text: token.text.replace(/^\d{2}(?=\p{L}{3})/u, '') };
}

/** Takes suffix words off the end, with the numbers behind them (`final 2`, `copy (1)`), never the whole name. */
function dropSuffix(tokens: Token[]): Token[] {
  let length = tokens.length;
  while (length > 1) {
    const { text, before } = tokens[length - 1]!;
    const isCopyNumber = number.test(text) && before.includes('(');
    const isSuffixNumber = number.test(text) && length > 2 && suffixWord.test(tokens[length - 2]!.text);
    if (isSuffixNumber) length -= 2;
    else if (isCopyNumber || suffixWord.test(text)) length -= 1;
    else break;
  }
  return tokens.slice(0, length);
}

/** Writes tokens as a name: hyphens inside stay, everything else becomes one space. */
export function joinTokens(tokens: readonly Token[]): string {
  return tokens.map(({ text, before }, i) => (i === 0 ? text : (before === '-' ? '-' : ' ') + text)).join('');
}
