import { notifications } from '@mantine/notifications';
import { toRequestError } from '../api/request-error.ts';

/** Says that something was done. */
export function notifyDone(message: string): void {
  notifications.show({ message, color: 'teal', autoClose: 4000 });
}

/** Says that something was not done, and why. */
export function notifyFailed(error: unknown): void {
  const { message, requestId, reason } = toRequestError(error);
  const withId = reason === 'internal' && requestId ? `${message} Request id: ${requestId}` : message;
  notifications.show({ message: withId, color: 'red', autoClose: 8000 });
}
