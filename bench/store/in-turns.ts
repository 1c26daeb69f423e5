/** Does something with every value, with so many at work at once. */
export async function inTurns<T>(
  values: readonly T[],
  atOnce: number,
  work: (value: T) => Promise<void>,
): Promise<void> {
  const waiting = values.values();
  const worker = async () => {
    for (const value of waiting) await work(value);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
