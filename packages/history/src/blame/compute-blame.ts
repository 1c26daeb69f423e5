/** A run of frames that two audio files have in common; frames are counted from each file's start. */
export interface FrameMatch {
  beforeStart: number;
  afterStart: number;
  frames: number;
}

/** One commit's version of a track, with the versions of its parents that have the track. */
export interface TrackVersion {
  commitId: string;
  audioDigest: string;
  /** 1 + the highest of the parents': a version is looked at before all its ancestors. */
  generation: number;
  parentIds: readonly string[];
}

/** Which commit brought in a range of frames, `startFrame` included, `endFrame` not. */
export interface BlameRange {
  startFrame: number;
  endFrame: number;
  commitId: string;
}

export interface BlameSource {
  /** The version of the track in a commit, null when the commit does not have it. */
  getVersion(commitId: string): Promise<TrackVersion | null>;
  /** What two different audio files have in common, in order of `afterStart` and without overlaps. */
  align(beforeDigest: string, afterDigest: string): Promise<readonly FrameMatch[]>;
}

/** Frames of the blamed audio that a version may have brought in, and where they are in the version's own audio. */
interface Suspicion {
  startFrame: number;
  ownStart: number;
  frames: number;
}

/**
 * Tells for each frame of a track's audio which commit brought it in: walks from the version to its ancestors and hands
 * each range on to the first parent that has the same frames, wherever an insertion or a cut has moved them. The ranges
 * are in order and without gaps; neighbours of one commit are joined.
 */
export async function computeBlame(source: BlameSource, commitId: string, frames: number): Promise<BlameRange[]> {
  const start = await source.getVersion(commitId);
  if (!start) return [];
  const blamed: BlameRange[] = [];
  const waiting = new Map([[commitId, { version: start, ranges: [{ startFrame: 0, ownStart: 0, frames }] }]]);

  for (let next = takeYoungest(waiting); next; next = takeYoungest(waiting)) {
    const { version } = next;
    let ranges: Suspicion[] = next.ranges;
    for (const parentId of version.parentIds) {
      if (ranges.length === 0) break;
      const parent = await source.getVersion(parentId);
      if (!parent) continue;
      const matches =
        parent.audioDigest === version.audioDigest
          ? [{ beforeStart: 0, afterStart: 0, frames: Number.MAX_SAFE_INTEGER }]
          : await source.align(parent.audioDigest, version.audioDigest);
      const { passedOn, kept } = splitByMatches(ranges, matches);
      ranges = kept;
      if (passedOn.length === 0) continue;
      const known = waiting.get(parentId);
      waiting.set(parentId, { version: parent, ranges: [...(known?.ranges ?? []), ...passedOn] });
    }
    for (const range of ranges) {
      blamed.push({
        startFrame: range.startFrame,
        endFrame: range.startFrame + range.frames,
        commitId: version.commitId,
      });
    }
  }
  return joinNeighbours(blamed);
}

/** Takes the version of the highest generation, so that everything that a version is suspected of has arrived. */
function takeYoungest<Entry extends { version: TrackVersion }>(waiting: Map<string, Entry>): Entry | undefined {
  let youngest: Entry | undefined;
  for (const entry of waiting.values()) {
    if (!youngest || entry.version.generation > youngest.version.generation) youngest = entry;
  }
  if (youngest) waiting.delete(youngest.version.commitId);
  return youngest;
}

/** Cuts ranges at the edges of matches: what lies in a match goes on to the parent, the rest stays. */
function splitByMatches(ranges: readonly Suspicion[], matches: readonly FrameMatch[]) {
  const passedOn: Suspicion[] = [];
  const kept: Suspicion[] = [];
  for (const range of ranges) {
    let at = range.ownStart;
    const end = range.ownStart + range.frames;
    const take = (from: number, to: number, list: Suspicion[], ownStart: number) => {
      if (to > from) list.push({ startFrame: range.startFrame + from - range.ownStart, ownStart, frames: to - from });
    };
    for (const match of matches) {
      const from = Math.max(at, match.afterStart);
      const to = Math.min(end, match.afterStart + match.frames);
      if (to <= from) continue;
      take(at, from, kept, at);
      take(from, to, passedOn, match.beforeStart + from - match.afterStart);
      at = to;
    }
    take(at, end, kept, at);
  }
  return { passedOn, kept };
}

function joinNeighbours(ranges: BlameRange[]): BlameRange[] {
  const joined: BlameRange[] = [];
  for (const range of ranges.sort((left, right) => left.startFrame - right.startFrame)) {
    const last = joined.at(-1);
    if (last?.commitId === range.commitId && last.endFrame === range.startFrame) last.endFrame = range.endFrame;
    else joined.push({ ...range });
  }
  return joined;
}
