import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const STEP_MS = 250;
const MOST_MS = 30_000;
/** Of a step, so much is spent by programs that wait. */
const IDLE_TICKS = 1;

/**
 * Waits until what this program has started does nothing any more: a server may go on with what it was given after it has
 * answered. Elsewhere than on Linux, where that cannot be seen, it waits for as long as that takes.
 */
export async function waitForIdle(): Promise<void> {
  if (process.platform !== 'linux') return wait(3000);
  let before = sumTicks();
  for (let waited = 0; waited < MOST_MS; waited += STEP_MS) {
    await wait(STEP_MS);
    const now = sumTicks();
    if (now - before <= IDLE_TICKS) return;
    before = now;
  }
}

/** The processor time of all that this program has started, and of what they have. */
function sumTicks(): number {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (readProcess(Number(name)) ?? []) : []));
  const started = new Set([process.pid]);
  for (let count = 0; count < started.size; ) {
    count = started.size;
    for (const { id, parentId } of all) if (started.has(parentId)) started.add(id);
  }
  started.delete(process.pid);
  return all.reduce((sum, { id, ticks }) => sum + (started.has(id) ? ticks : 0), 0);
}

function readProcess(id: number): { id: number; parentId: number; ticks: number } | null {
  try {
    // The name, in brackets, may hold anything.
    const fields = readFileSync(`/proc/${id}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number);
    return { id, parentId: fields[1]!, ticks: fields[11]! + fields[12]! };
  } catch {
    // It has ended meanwhile.
    return null;
  }
}
