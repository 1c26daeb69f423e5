import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const sampleMs = 200;
/** One tick of the clock that counts what processes do. */
const mostMs = 10;
const calmSamples = 4;
const longestMs = 120_000;

/**
 * Waits until all that this program has started has had nothing to do for a while: a server measures and encodes what it was
 * sent after its answer, and whoever is measured next shall not be measured beside that.
 */
export async function waitUntilIdle(): Promise<void> {
  if (!existsSync('/proc/self/stat')) {
    await sleep(10_000);
    return;
  }
  const end = performance.now() + longestMs;
  let before = sumCpuMs();
  for (let calm = 0; calm < calmSamples; ) {
    if (performance.now() > end) throw new Error('The servers and the browser do not come to rest.');
    await sleep(sampleMs);
    const now = sumCpuMs();
    calm = now - before <= mostMs ? calm + 1 : 0;
    before = now;
  }
}

/** What the descendants of this process have used of processors so far. */
function sumCpuMs(): number {
  const processes = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? readProcess(Number(name)) : []));
  const family = new Set([process.pid]);
  // A child may stand before its parent in the list.
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid);
  }
  family.delete(process.pid);
  return processes.reduce((sum, { pid, cpuMs }) => sum + (family.has(pid) ? cpuMs : 0), 0);
}

function readProcess(pid: number): { pid: number; parent: number; cpuMs: number }[] {
  try {
    // State, parent, …, and at places 11 and 12 hundredths of seconds, behind a name that may have any characters.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return [{ pid, parent: Number(fields[1]), cpuMs: 10 * (Number(fields[11]) + Number(fields[12])) }];
  } catch {
    // It has just ended.
    return [];
  }
}
