import { BeatflowError } from '@beatflow/shared';

/**
 * Refuses text that PostgreSQL cannot keep as it is: the null character, and halves of characters. Every input passes
 * here, so no field can forget it. Without recursion, since the input may be nested as deeply as JSON allows.
 */
export function requirePlainText(input: unknown): void {
  const open: unknown[] = [input];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string' && !isPlainText(value)) {
      throw new BeatflowError('input-invalid', {}, 'Text may not hold the null character or half of a character.');
    }
    if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) open.push(key, item);
    }
  }
}

function isPlainText(text: string): boolean {
  // In this mode a surrogate is one that has lost its other half.
  return !/[\0\p{Surrogate}]/u.test(text);
}
