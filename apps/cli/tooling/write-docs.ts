import { writeFileSync } from 'node:fs';
import { readReference, referencePath } from './reference.ts';

writeFileSync(referencePath, readReference());
