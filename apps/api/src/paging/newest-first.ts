import { Op, type WhereOptions } from 'sequelize';
import { z } from 'zod';
import { parseCursor } from './cursor.ts';

const place = z.tuple([z.iso.datetime(), z.uuid()]);

interface Dated {
  id: string;
  createdAt: Date;
}

/** Newest first; of the same instant, in order of ids. */
export const newestFirst: [string, 'ASC' | 'DESC'][] = [
  ['createdAt', 'DESC'],
  ['id', 'ASC'],
];

/** Only rows that come after a cursor made of `toDatedPlace`. */
export function afterCursor(cursor: string | null | undefined): WhereOptions {
  const after = parseCursor(place, cursor);
  if (!after) return {};
  const createdAt = new Date(after[0]);
  return { [Op.or]: [{ createdAt: { [Op.lt]: createdAt } }, { createdAt, id: { [Op.gt]: after[1] } }] };
}

export function toDatedPlace({ createdAt, id }: Dated): readonly string[] {
  return [createdAt.toISOString(), id];
}
