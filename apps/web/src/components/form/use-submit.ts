import { useRef, useState } from 'react';
import type { RequestErrorReason } from '../../api/request-error.ts';
import { readFieldErrors } from './read-field-errors.ts';

interface FormLike {
  getValues: () => object;
  setErrors: (errors: Record<string, string>) => void;
  getInputNode: (path: never) => HTMLElement | null;
}

interface SubmitOptions<Values> {
  form: FormLike;
  send: (values: Values) => Promise<void>;
  fieldOf?: Partial<Record<RequestErrorReason, string>>;
}

/** Sends a form once at a time; what the server refuses goes to its field, which takes the focus, or into `problem`. */
export function useSubmit<Values>({ form, send, fieldOf }: SubmitOptions<Values>) {
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<{ message: string; requestId: string | null } | null>(null);
  // Two quick clicks arrive before the state of the first is drawn.
  const isBusy = useRef(false);

  const submit = async (values: Values) => {
    if (isBusy.current) return;
    isBusy.current = true;
    setIsSending(true);
    setProblem(null);
    try {
      await send(values);
    } catch (err) {
      const { fields, rest } = readFieldErrors(err, Object.keys(form.getValues()), fieldOf);
      form.setErrors(fields);
      setProblem(rest);
      focusFirst(form, Object.keys(fields));
    } finally {
      isBusy.current = false;
      setIsSending(false);
    }
  };
  return { submit, isSending, problem };
}

/** Puts the focus on the first field with a mistake, for `form.onSubmit`'s second argument. */
export function focusFirstError(form: FormLike) {
  return (errors: object) => focusFirst(form, Object.keys(errors));
}

function focusFirst(form: FormLike, [name]: string[]): void {
  if (name !== undefined) form.getInputNode(name as never)?.focus();
}
