const dayName = new Intl.DateTimeFormat('en', { dateStyle: 'full' });

/** Puts neighbours of one day, in the reader's time zone, under that day's name; the order stays. */
export function groupByDay<Item extends { createdAt: string }>(items: Item[]): { day: string; items: Item[] }[] {
  const groups: { day: string; items: Item[] }[] = [];
  for (const item of items) {
    const day = dayName.format(new Date(item.createdAt));
    const last = groups.at(-1);
    if (last?.day === day) last.items.push(item);
    else groups.push({ day, items: [item] });
  }
  return groups;
}
