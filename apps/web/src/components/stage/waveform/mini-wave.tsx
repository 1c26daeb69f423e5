import type { StemResponse } from '@beatflow/shared';
import { useEffect, useMemo, useRef, useState } from 'react';
import { createHttpPcmSource } from '../../../player/http-pcm-source.ts';
import { usePlayerSnapshot } from '../../player-context.ts';
import { ViewContext } from '../timeline/use-view.ts';
import { ViewStore } from '../timeline/view-store.ts';
import { Waveform } from './waveform.tsx';
import { chooseMagnification } from './waveform-layout.ts';

/** The whole of one stem, small, in a view of its own. */
export function MiniWave({ stem, heightPx = 40 }: { stem: StemResponse; heightPx?: number }) {
  const [view] = useState(() => new ViewStore());
  const ref = useRef<HTMLDivElement>(null);
  const { sampleRate } = usePlayerSnapshot();
  const source = useMemo(() => createHttpPcmSource(stem.id, stem.audio), [stem]);
  useEffect(() => {
    view.setExtent({ lengthFrames: Math.round((stem.audio.frames * sampleRate) / stem.audio.sampleRate) });
  }, [view, stem, sampleRate]);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(() => view.setExtent({ widthPx: element.clientWidth }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [view]);
  return (
    <div ref={ref}>
      <ViewContext value={view}>
        <Waveform
          stemId={stem.id}
          stemType={stem.stemType}
          source={source}
          heightPx={heightPx}
          magnification={chooseMagnification([stem.audio])}
          isAudible
        />
      </ViewContext>
    </div>
  );
}
