/** Runs `work`, and notes how many milliseconds it took. */
export async function time<T>(work: () => T | Promise<T>, into: number[]): Promise<T> {
  const start = performance.now();
  const value = await work();
  into.push(performance.now() - start);
  return value;
}
