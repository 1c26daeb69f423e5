import type { CommitResponse } from '@beatflow/shared';
import { useMemo } from 'react';
import { usePlayerSnapshot } from '../../components/player-context.ts';
import { type StageRows, TimelineStage } from '../../components/stage/timeline-stage.tsx';
import { chooseMagnification } from '../../components/stage/waveform/waveform-layout.ts';
import { hasSolo, isAudible } from '../../player/mixer.ts';
import styles from './listen-panel.module.css';
import { describeStemDifferences } from './stem-differences.ts';
import { StemRow } from './stem-row.tsx';
import { toPlayableVersion } from './to-playable-version.ts';

/** The stems of one version under one transport: to see, to hear, and to mix for oneself. */
export function ListenPanel({ commit }: { commit: CommitResponse }) {
  const version = useMemo(() => toPlayableVersion(commit), [commit]);
  const differences = useMemo(() => describeStemDifferences(commit.stems), [commit.stems]);
  const count = commit.stems.length;
  return (
    <TimelineStage
      version={version}
      label="Player"
      corner={`${count} ${count === 1 ? 'stem' : 'stems'}`}
      bpm={commit.bpm}
      rowCount={count}
      tools={differences.map((sentence) => (
        <p key={sentence} className={styles.notice}>
          {sentence}
        </p>
      ))}
    >
      {(rowAt) => <StemRows commit={commit} rowAt={rowAt} />}
    </TimelineStage>
  );
}

function StemRows({ commit, rowAt }: { commit: CommitResponse; rowAt: StageRows }) {
  const { channels, version } = usePlayerSnapshot();
  const magnification = useMemo(() => chooseMagnification(commit.stems.map(({ audio }) => audio)), [commit.stems]);
  const anySolo = hasSolo(channels);
  return (
    <ol className={styles.rows}>
      {version?.id === commit.id &&
        commit.stems.map((stem, index) => (
          <StemRow
            key={stem.trackId}
            {...rowAt(index)}
            stem={stem}
            source={version.stems[index]!.source}
            magnification={magnification}
            channel={channels[index]!}
            isAudible={isAudible(channels[index]!, anySolo)}
          />
        ))}
    </ol>
  );
}
