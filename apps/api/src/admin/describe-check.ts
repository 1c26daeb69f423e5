import { formatBytes } from '@beatflow/shared';
import type { StoreReport } from '../care/check-store.ts';

/** Says in words what a check found, line by line. */
export function describeCheck({ commits, files, packs, mended, sufferers, isSound }: StoreReport): string[] {
  const lines = [
    `Checked ${commits.commits} versions with ${commits.stems} stems, ${files.files} audio files, ` +
      `${packs.chunks} chunks in ${packs.packs} packs${packs.bytes > 0 ? `, all ${formatBytes(packs.bytes)} of them` : ''}.`,
    ...commits.wrong.map(({ commitId, digest }) => `Version ${commitId}: its content is not what ${digest} names.`),
    ...files.wrong.map((digest) => `Audio file ${digest}: bytes of it are missing or wrong.`),
    ...packs.lost.map((digest) => `Pack ${digest}: it is lost, or cut short.`),
    ...packs.damaged.map((digest) => `Pack ${digest}: it is damaged.`),
    ...packs.wrongChunks.map((digest) => `Chunk ${digest}: it cannot be read.`),
    ...sufferers.map(
      ({ repository, commitDigest, stem, stemId }) =>
        `Suffers: “${stem}” (${stemId}) in version ${commitDigest.slice(0, 12)} of ${repository}.`,
    ),
  ];
  if (mended.length > 0) lines.push(`Mended ${mended.length} chunks from other copies.`);
  if (isSound) lines.push('Everything is in order.');
  else if (packs.wrongChunks.length > 0) {
    lines.push('Run it with --repair to mend what there is another copy of; uploading a file again mends the rest.');
  }
  return lines;
}
