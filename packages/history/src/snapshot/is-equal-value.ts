import { formatCanonicalJson, type JsonValue } from '@beatflow/shared';

/** Tells whether two values of a field are the same; objects are compared by content, whatever the order of keys. */
export function isEqualValue(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left === 'number' && typeof right === 'number') return left === right;
  if (!isObject(left) || !isObject(right)) return false;
  return formatCanonicalJson(left) === formatCanonicalJson(right);
}

function isObject(value: unknown): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null;
}
