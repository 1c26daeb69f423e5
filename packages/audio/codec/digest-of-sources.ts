import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One digest over all sources of the codec. */
export function digestOfSources(): string {
  const folder = fileURLToPath(new URL('./assembly', import.meta.url));
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) hash.update(`${name}\n${readFileSync(`${folder}/${name}`, 'utf8')}\n`);
  return hash.digest('hex');
}
