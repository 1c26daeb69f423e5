import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrations } from '../migrations/index.ts';
import { compareModelsWithMigrations, type ModelDifference } from '../schema/compare-models.ts';
import type { Command } from './command.ts';
import { addToList, nameMigration, writeMigrationFile } from './write-migration.ts';

const FOLDER = fileURLToPath(new URL('../migrations', import.meta.url));

/** `new NAME [--from-models]`: writes a dated migration file and adds it to the list. */
export const newMigration: Command = async (args) => {
  const words = args.filter((arg) => !arg.startsWith('--'));
  const name = nameMigration(words.join(' '), new Date(), migrations.at(-1)?.name);
  let difference: ModelDifference = { up: [], down: [] };
  if (args.includes('--from-models')) {
    difference = await compareModelsWithMigrations();
    if (difference.up.length === 0) {
      console.log('Models and migrations agree; there is nothing to write.');
      return 0;
    }
  }
  const file = path.join(FOLDER, `${name}.ts`);
  await writeFile(file, writeMigrationFile(name, difference), { flag: 'wx' });
  const list = path.join(FOLDER, 'index.ts');
  await writeFile(list, addToList(await readFile(list, 'utf8'), name));
  console.log(`${path.relative(process.env.INIT_CWD ?? process.cwd(), file)}: please read it before you run it.`);
  return 0;
};
