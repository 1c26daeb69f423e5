import { isEqualValue } from '../snapshot/is-equal-value.ts';

/** The value on which the sides agree, or their three answers. */
export type Merged<Value> =
  | { isResolved: true; value: Value }
  | { isResolved: false; base: Value; ours: Value; theirs: Value };

/**
 * The value of a base that was itself merged from bases which disagree. It equals nothing, so that neither side can
 * seem to have left it alone.
 */
export const undecided: unique symbol = Symbol('undecided');

/** Merges one value from three sides: the side that did not change gives way. */
export function mergeValue<Value>(base: Value | typeof undecided, ours: Value, theirs: Value): Merged<Value> {
  if (isEqualValue(ours, theirs)) return { isResolved: true, value: ours };
  if (base !== undecided) {
    if (isEqualValue(base, theirs)) return { isResolved: true, value: ours };
    if (isEqualValue(base, ours)) return { isResolved: true, value: theirs };
  }
  return { isResolved: false, base: base as Value, ours, theirs };
}
