import type { CommitResponse } from '@beatflow/shared';
import { useEffect, useMemo, useState } from 'react';
import type { Changes } from '../../components/changes/compare-types.ts';
import { usePlayer, usePlayerSnapshot } from '../../components/player-context.ts';
import { type StageRows, TimelineStage } from '../../components/stage/timeline-stage.tsx';
import { chooseMagnification } from '../../components/stage/waveform/waveform-layout.ts';
import { hasSolo, isAudible } from '../../player/mixer.ts';
import { CompareRow } from './compare-row.tsx';
import styles from './compare-stage.module.css';
import { type Comparison, toBlend } from './comparison.ts';
import { isBeingMeasured, matchLoudness } from './match-loudness.ts';
import { MixSwitch } from './mix-switch.tsx';
import { useMix } from './use-mix.ts';
import { useSharedPlace } from './use-shared-place.ts';

interface CompareStageProps {
  comparison: Comparison;
  before: CommitResponse;
  after: CommitResponse;
  changes: Changes | undefined;
}

/** Both versions on one time axis, playing at once, of which one is heard. */
export function CompareStage({ comparison, before, after, changes }: CompareStageProps) {
  const player = usePlayer();
  const { mix, isMatched, setMix, setMatched } = useMix();
  const match = useMemo(() => matchLoudness(before.stems, after.stems), [before, after]);
  const isMeasuring = isBeingMeasured(before.stems) || isBeingMeasured(after.stems);
  const [showsAll, setShowsAll] = useState(false);
  const changedCount = comparison.pairs.filter(({ isChanged }) => isChanged).length;
  const shown = showsAll || changedCount === 0 ? comparison.pairs.length : changedCount;

  useSharedPlace();
  useEffect(() => {
    const toGain = (gainDb: number) => 10 ** (gainDb / 20);
    const gains =
      isMatched && match ? { before: toGain(match.beforeDb), after: toGain(match.afterDb) } : { before: 1, after: 1 };
    player.setBlend(toBlend(comparison, mix, gains));
  }, [player, comparison, mix, match, isMatched]);

  return (
    <TimelineStage
      version={comparison.version}
      label="Player of both versions"
      corner={changedCount === 1 ? '1 track changed' : `${changedCount} tracks changed`}
      bpm={mix === 'before' ? before.bpm : after.bpm}
      rowCount={shown}
      tools={
        <MixSwitch
          mix={mix}
          onMix={setMix}
          match={match}
          isMeasuring={isMeasuring}
          isMatched={isMatched}
          onMatched={setMatched}
        />
      }
    >
      {(rowAt) => (
        <>
          <Rows comparison={comparison} shown={shown} changes={changes} mix={mix} rowAt={rowAt} />
          {changedCount > 0 && changedCount < comparison.pairs.length && (
            <button
              type="button"
              className={styles.rest}
              aria-expanded={showsAll}
              onClick={() => setShowsAll(!showsAll)}
            >
              {showsAll ? 'Hide' : 'Show'} {describeRest(comparison.pairs.length - changedCount)}
            </button>
          )}
        </>
      )}
    </TimelineStage>
  );
}

function describeRest(count: number): string {
  return count === 1 ? 'the unchanged track' : `${count} unchanged tracks`;
}

interface RowsProps extends Pick<CompareStageProps, 'comparison' | 'changes'> {
  shown: number;
  mix: ReturnType<typeof useMix>['mix'];
  rowAt: StageRows;
}

function Rows({ comparison, shown, changes, mix, rowAt }: RowsProps) {
  const { version, channels } = usePlayerSnapshot();
  const magnification = useMemo(
    () =>
      chooseMagnification(
        comparison.pairs.flatMap(({ before, after }) => [before, after].flatMap((stem) => (stem ? [stem.audio] : []))),
      ),
    [comparison],
  );
  if (version?.id !== comparison.version.id) return null;
  const anySolo = hasSolo(channels);
  return (
    <ol className={styles.rows}>
      {comparison.pairs.slice(0, shown).map((pair, index) => (
        <CompareRow
          key={pair.trackId}
          pair={pair}
          place={rowAt(index)}
          mix={mix}
          channel={channels[index]!}
          isAudible={isAudible(channels[index]!, anySolo)}
          change={changes?.tracks.find(({ trackId }) => trackId === pair.trackId)}
          magnification={magnification}
          stems={comparison.version.stems}
        />
      ))}
    </ol>
  );
}
