import type { RepositoryResponse, StemResponse } from '@beatflow/shared';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { commitTitle } from '../../components/commit-title.ts';
import { ShortDigest } from '../../components/short-digest.tsx';
import { formatPosition } from '../../components/stage/timeline/format-position.ts';
import { MiniWave } from '../../components/stage/waveform/mini-wave.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { type Blame, type BlamedRange, formatShare, toBlamedRanges } from './blame-people.ts';
import styles from './blame-view.module.css';

interface BlameViewProps {
  repository: RepositoryResponse;
  stem: StemResponse;
  blame: Blame;
}

const WAVE_HEIGHT_PX = 96;

/** The waveform in the colours of the people who made its parts; each part leads to the version that brought it in. */
export function BlameView({ repository, stem, blame }: BlameViewProps) {
  const { people, ranges } = useMemo(() => toBlamedRanges(blame), [blame]);
  const [shown, setShown] = useState<BlamedRange | null>(null);
  const { sampleRate, frames } = blame;
  return (
    <div className={styles.blame}>
      <div className={styles.wave}>
        <MiniWave stem={stem} heightPx={WAVE_HEIGHT_PX} />
        <ol className={styles.ranges} aria-label="Who made which part">
          {ranges.map((range) => {
            const from = formatPosition(range.startFrame, sampleRate);
            const to = formatPosition(range.endFrame, sampleRate);
            return (
              <li
                key={range.startFrame}
                className={styles.range}
                style={{
                  left: `${(range.startFrame / frames) * 100}%`,
                  width: `${((range.endFrame - range.startFrame) / frames) * 100}%`,
                  '--person': range.person.color,
                }}
              >
                <Link
                  to="/$owner/$name/commit/$commitId"
                  params={{
                    owner: repository.ownerUsername,
                    name: repository.name,
                    commitId: range.commit.id,
                  }}
                  className={styles.link}
                  aria-label={`${from} to ${to}: “${commitTitle(range.commit)}” by ${range.commit.authorName}`}
                  onPointerEnter={() => setShown(range)}
                  onFocus={() => setShown(range)}
                />
              </li>
            );
          })}
        </ol>
      </div>
      <p className={styles.words} aria-hidden="true">
        {shown ? (
          <>
            <span className="numeric">
              {formatPosition(shown.startFrame, sampleRate)}–{formatPosition(shown.endFrame, sampleRate)}
            </span>{' '}
            · “{commitTitle(shown.commit)}” · {shown.commit.authorName} · <TimeAgo at={shown.commit.createdAt} /> ·{' '}
            <ShortDigest digest={shown.commit.digest} />
          </>
        ) : (
          'Point at a part to see who brought it in, and click to go to that version.'
        )}
      </p>
      <ul className={styles.legend} aria-label="People">
        {people.map(({ name, color, frames: own }) => (
          <li key={name} style={{ '--person': color }}>
            <span className={styles.swatch} aria-hidden="true" />
            {name} <span className={styles.share}>{formatShare(own, frames)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
