const soonMs = 1500;
const laterMs = 15_000;
/** What is not measured after so many answers has to wait for something else. */
const manyAnswers = 20;

interface Asked<Answer> {
  state: { data: Answer | undefined; dataUpdateCount: number };
}

/**
 * A query's `refetchInterval` while the server measures some of the audio that it answered with, as it does for a moment
 * after a push; once all is measured, it is not asked again.
 */
export function askUntilMeasured<Answer>(listAudio: (answer: Answer) => readonly { isMeasured: boolean }[]) {
  return ({ state: { data, dataUpdateCount } }: Asked<Answer>): number | false => {
    if (data === undefined || listAudio(data).every(({ isMeasured }) => isMeasured)) return false;
    return dataUpdateCount < manyAnswers ? soonMs : laterMs;
  };
}
