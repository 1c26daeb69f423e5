// Runs the journeys with Chromium, or says in one line why it does not.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

if (!existsSync(chromium)) {
  console.log(`journeys: skipped, there is no Chromium at ${chromium} (CHROMIUM_PATH says where it is)`);
  mkdirSync('.results', { recursive: true });
  writeFileSync('.results/journeys.json', JSON.stringify({ skipped: 'no Chromium', suites: [], errors: [] }));
  process.exit(0);
}
const arguments_ = process.argv.slice(2).filter((argument) => argument !== '--');
const cli = fileURLToPath(import.meta.resolve('@playwright/test/cli'));
const { status } = spawnSync(process.execPath, [cli, 'test', ...arguments_], { stdio: 'inherit' });
process.exit(status ?? 1);
