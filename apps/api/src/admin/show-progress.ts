/** Tells how far something is, in one line that changes; on a terminal only. */
export function showProgress(doing: string): (done: number, total: number) => void {
  if (!process.stderr.isTTY) return () => {};
  return (done, total) => {
    process.stderr.write(done < total ? `\r${doing} ${done + 1} of ${total} files ` : '\r\x1b[K');
  };
}
