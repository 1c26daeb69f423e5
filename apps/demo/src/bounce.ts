import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mixDown } from './dsp/mixdown.ts';
import { encodeWav } from './dsp/wav.ts';
import { nightDrive } from './songs/night-drive/night-drive.ts';
import { paperLanterns } from './songs/paper-lanterns/paper-lanterns.ts';

// For whoever works on the songs: writes the stems of one version, and their mix, as WAV files.
//   pnpm --filter @beatflow/demo bounce night-drive /tmp/listen [version]
const [name, folder, version] = process.argv.slice(2);
const song = [nightDrive, paperLanterns].find(({ repositoryName }) => repositoryName === name);
const chapter = song?.chapters.at(version === undefined ? -1 : Number(version) - 1);
if (!song || !chapter || !folder) {
  console.error('Usage: bounce night-drive|paper-lanterns FOLDER [VERSION]');
  process.exit(1);
}
mkdirSync(folder, { recursive: true });
const inputs = chapter.stems.map((stem) => {
  const sound = song.takes[stem.take]!();
  writeFileSync(join(folder, `${stem.name}.wav`), encodeWav(sound));
  return { ...stem, sound };
});
writeFileSync(join(folder, 'Mix.wav'), encodeWav(mixDown(inputs)));
console.log(`${song.title}: ${chapter.stems.length} stems and a mix are in ${folder}.`);
