const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });

const steps = [
  { unit: 'minute', seconds: 60 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'day', seconds: 86_400 },
  { unit: 'week', seconds: 604_800 },
] as const;

/** When something happened, as people say it; the exact time is in the tooltip. */
export function TimeAgo({ at }: { at: string }) {
  return (
    <time dateTime={at} title={exact.format(new Date(at))}>
      {formatTimeAgo(at)}
    </time>
  );
}

/** `just now`, `5 minutes ago`, `yesterday`; the date after a month. */
function formatTimeAgo(at: string, now = Date.now()): string {
  const seconds = (new Date(at).getTime() - now) / 1000;
  const step = steps.findLast(({ seconds: length }) => Math.abs(seconds) >= length);
  if (!step) return 'just now';
  if (Math.abs(seconds) > 30 * 86_400) return day.format(new Date(at));
  return relative.format(Math.trunc(seconds / step.seconds), step.unit);
}

/** A day, written out. */
export function DateOnly({ at }: { at: string }) {
  return <time dateTime={at}>{day.format(new Date(at))}</time>;
}
