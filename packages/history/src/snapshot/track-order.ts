/** Tells which tracks moved among the others: the fewest whose removal leaves the rest in the same order. O(n²). */
export function findMoved(before: readonly string[], after: readonly string[]): Set<string> {
  const rank = new Map(before.map((trackId, index) => [trackId, index]));
  const common = after.filter((trackId) => rank.has(trackId));
  const kept = longestRising(common.map((trackId) => rank.get(trackId) as number));
  return new Set(common.filter((_, index) => !kept.has(index)));
}

/** The places of a longest rising subsequence; of several the one that ends first. */
function longestRising(values: readonly number[]): Set<number> {
  const length: number[] = [];
  const previous: number[] = [];
  let end = -1;
  values.forEach((value, index) => {
    length[index] = 1;
    previous[index] = -1;
    for (let other = 0; other < index; other++) {
      if ((values[other] as number) < value && (length[other] as number) + 1 > (length[index] as number)) {
        length[index] = (length[other] as number) + 1;
        previous[index] = other;
      }
    }
    if (end < 0 || (length[index] as number) > (length[end] as number)) end = index;
  });
  const places = new Set<number>();
  for (let index = end; index >= 0; index = previous[index] as number) places.add(index);
  return places;
}

/** Puts a track where it stands in `reference`: after the nearest one before it that is in `order`, else first. */
export function placeLike(order: readonly string[], trackId: string, reference: readonly string[]): string[] {
  const others = order.filter((other) => other !== trackId);
  const before = reference.slice(0, reference.indexOf(trackId)).filter((other) => others.includes(other));
  const at = before.length === 0 ? 0 : others.indexOf(before.at(-1) as string) + 1;
  return [...others.slice(0, at), trackId, ...others.slice(at)];
}
