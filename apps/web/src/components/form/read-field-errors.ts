import { type RequestErrorReason, toRequestError } from '../../api/request-error.ts';

interface FieldErrors {
  /** The sentence for each field that the server found fault with. */
  fields: Record<string, string>;
  /** What concerns no field of this form; null when the fields say it all. */
  rest: { message: string; requestId: string | null } | null;
}

/**
 * Sorts what the server said about a form to the fields that it is about. `fieldOf` names the field behind a reason
 * that is about one, such as `name-taken`.
 */
export function readFieldErrors(
  error: unknown,
  fieldNames: readonly string[],
  fieldOf: Partial<Record<RequestErrorReason, string>> = {},
): FieldErrors {
  const { reason, message, requestId, data } = toRequestError(error);
  const field = fieldOf[reason] ?? (Array.isArray(data.issues) ? undefined : data.field);
  if (typeof field === 'string' && fieldNames.includes(field)) return { fields: { [field]: message }, rest: null };

  const fields: Record<string, string> = {};
  for (const issue of Array.isArray(data.issues) ? data.issues : []) {
    const [name = ''] = String(issue.field).split(/[.[]/);
    if (fieldNames.includes(name)) fields[name] ??= String(issue.message);
  }
  const rest = Object.keys(fields).length > 0 ? null : { message, requestId: reason === 'internal' ? requestId : null };
  return { fields, rest };
}
