/** A commit in one line: the first of its message, or words for a message that nobody wrote. */
export function commitTitle({ message }: { message: string }): string {
  const [line = ''] = message.trim().split('\n');
  return line === '' ? 'A version without a message' : line;
}
