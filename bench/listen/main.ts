// First sound: how long after play 12 stems of four minutes sound, beside fetching and decoding them whole.
import { cpus, loadavg } from 'node:os';
import { measureFirstSound } from '../../apps/web/journeys/harness/measure-first-sound.ts';
import { median } from '../product/median.ts';

const stems = Number(process.argv[2] ?? 12);
const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

console.log(
  `${stems} stems of 4 minutes, 24-bit, 48 kHz, stereo; ${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}`,
);
const { playerMs, wholeMs, peakBytes } = await measureFirstSound(stems, chromium);
const sorted = playerMs.toSorted((a, b) => a - b);
console.log(
  `first sound   ${Math.round(median(playerMs))} ms (first ever ${Math.round(playerMs[0]!)}, slowest ${Math.round(sorted.at(-1)!)}; goal 500)`,
);
console.log(`whole files   ${Math.round(wholeMs)} ms fetched, decoded, then started`);
console.log(`ratio         ${(median(playerMs) / wholeMs).toFixed(3)}`);
console.log(`held          ${(peakBytes / 1e6).toFixed(0)} MB decoded at most (goal 150)`);
