import type { CommitResponse, RepositoryResponse } from '@beatflow/shared';
import { Link } from '@tanstack/react-router';
import type { Changes } from '../../components/changes/compare-types.ts';
import { commitTitle } from '../../components/commit-title.ts';
import { formatDuration } from '../../components/format-duration.ts';
import { ShortDigest } from '../../components/short-digest.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { estimateLoudness, isBeingMeasured } from './match-loudness.ts';
import styles from './side-facts.module.css';

interface SideFactsProps {
  repository: RepositoryResponse;
  before: CommitResponse;
  after: CommitResponse;
  changes: Changes | undefined;
}

/** Which two versions are compared, how far apart they are, and how loud and how long each is. */
export function SideFacts({ repository, before, after, changes }: SideFactsProps) {
  return (
    <div className={styles.facts}>
      <Side label="Before" repository={repository} commit={before} />
      <Side label="After" repository={repository} commit={after} />
      {changes && before.id !== after.id && (
        <p className={styles.distance}>
          {describeDistance(changes)} <span className={styles.summary}>{changes.summary}</span>
        </p>
      )}
    </div>
  );
}

function Side({
  label,
  repository,
  commit,
}: {
  label: string;
  repository: RepositoryResponse;
  commit: CommitResponse;
}) {
  const params = { owner: repository.ownerUsername, name: repository.name, commitId: commit.id };
  const { loudness, peak } = describeLevels(commit.stems);
  const seconds = Math.max(0, ...commit.stems.map(({ duration }) => duration));
  return (
    <section className={styles.side} aria-label={label}>
      <p className={styles.label}>{label}</p>
      <Link to="/$owner/$name/commit/$commitId" params={params} className={styles.title}>
        {commitTitle(commit)}
      </Link>
      <p className={styles.words}>
        {commit.authorName} · <TimeAgo at={commit.createdAt} /> · <ShortDigest digest={commit.digest} />
      </p>
      <dl className={styles.numbers}>
        <Fact name="Length" value={formatDuration(seconds)} />
        <Fact name="Loudness" title="Estimated from the loudness of the stems and their faders" value={loudness} />
        <Fact name="Highest stem peak" value={peak} />
        <Fact name="Tempo" value={commit.bpm === null ? 'not said' : `${commit.bpm} bpm`} />
        <Fact name="Key" value={commit.keySignature ?? 'not said'} />
      </dl>
    </section>
  );
}

function describeLevels(stems: CommitResponse['stems']): { loudness: string; peak: string } {
  if (isBeingMeasured(stems)) return { loudness: 'measuring …', peak: 'measuring …' };
  const loudness = estimateLoudness(stems);
  const peaks = stems.flatMap(({ audio, gainDb, muted }) =>
    muted || audio.truePeakDbtp === null ? [] : [audio.truePeakDbtp + gainDb],
  );
  return {
    loudness: loudness === null ? 'silent' : `≈ ${formatNumber(loudness)} LUFS`,
    peak: peaks.length === 0 ? 'silent' : `${formatNumber(Math.max(...peaks))} dBTP`,
  };
}

function Fact({ name, value, title }: { name: string; value: string; title?: string }) {
  return (
    <div title={title}>
      <dt>{name}</dt>
      <dd className="numeric">{value}</dd>
    </div>
  );
}

export function formatNumber(value: number): string {
  return value.toFixed(1).replace('-', '−');
}

/** How two versions stand to each other in history. */
function describeDistance({ ahead, behind, mergeBaseId }: Changes): string {
  if (mergeBaseId === null) return 'The two histories have nothing in common.';
  const count = (versions: number) => (versions === 1 ? '1 version' : `${versions} versions`);
  if (behind === 0) return `After is ${count(ahead)} ahead.`;
  if (ahead === 0) return `After is ${count(behind)} behind: it is the older one.`;
  return `After is ${count(ahead)} ahead and ${count(behind)} behind.`;
}
