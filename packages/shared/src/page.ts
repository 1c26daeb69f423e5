import { z } from 'zod';

/** What a caller says to page through a list: how many at the most (1–100), and where the last page ended. */
export const pageInput = z.object({
  limit: z.number().int().min(1).max(100).default(50),
  cursor: z.string().max(2000).nullish(),
});

export type PageInput = z.infer<typeof pageInput>;

/** One page of a list; `nextCursor` is null on the last. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** One page of a list. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}
