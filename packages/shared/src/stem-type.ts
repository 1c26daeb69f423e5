import { z } from 'zod';
import { stemTypes } from './stem-types.ts';

export const stemType = z.enum(stemTypes);

export type StemType = z.infer<typeof stemType>;
