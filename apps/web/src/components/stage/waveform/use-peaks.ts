import { type DecodedPeaks, decodePeaks } from '@beatflow/audio';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { readErrorResponse } from '../../../api/request-error.ts';

/** The coarse zooms of a song of a quarter of an hour fit in here. */
const HEAD_BYTES = 32_768;

async function fetchPeaks(stemId: string, isWhole: boolean, signal: AbortSignal): Promise<DecodedPeaks> {
  const headers: HeadersInit = isWhole ? {} : { range: `bytes=0-${HEAD_BYTES - 1}` };
  const response = await fetch(`/stems/${stemId}/peaks`, { headers, signal });
  if (!response.ok) throw await readErrorResponse(response);
  return decodePeaks(new Uint8Array(await response.arrayBuffer()));
}

function isFineEnough(peaks: DecodedPeaks, framesPerColumn: number): boolean {
  return peaks.levels.some(
    ({ framesPerBucket, pairs, buckets }) => pairs.length === 2 * buckets && framesPerBucket <= framesPerColumn,
  );
}

/** The stored waveform of a stem: its coarse beginning first, all of it when the view comes closer. */
export function usePeaks(stemId: string, framesPerColumn: number, isVisible: boolean) {
  const head = useQuery({
    queryKey: ['peaks', stemId, 'head'],
    queryFn: ({ signal }) => fetchPeaks(stemId, false, signal),
    enabled: isVisible,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const whole = useQuery({
    queryKey: ['peaks', stemId, 'whole'],
    queryFn: ({ signal }) => fetchPeaks(stemId, true, signal),
    enabled: isVisible && head.data !== undefined && !isFineEnough(head.data, framesPerColumn),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });
  return { peaks: whole.data ?? head.data, error: head.error };
}
