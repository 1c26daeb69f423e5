/** What a form needs of a schema; every schema of the contract has it. */
interface Schema {
  safeParse(
    input: unknown,
  ): { success: true } | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } };
}

/** Makes a schema of the contract the judge of a form: the first sentence about each field, by the field's name. */
export function validateWith<Values>(schema: Schema, toInput: (values: Values) => unknown = (values) => values) {
  return (values: Values): Record<string, string> => {
    const result = schema.safeParse(toInput(values));
    if (result.success) return {};
    const errors: Record<string, string> = {};
    for (const { path, message } of result.error.issues) errors[path.map(String).join('.')] ??= message;
    return errors;
  };
}
