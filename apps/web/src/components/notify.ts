import type { NotificationData } from '@mantine/notifications';
import { toRequestError } from '../api/request-error.ts';

/** Says that something was done. */
export function notifyDone(message: string): void {
  show({ message, color: 'teal', autoClose: 4000 });
}

/** Says that something was not done, and why. */
export function notifyFailed(error: unknown): void {
  const { message, requestId, reason } = toRequestError(error);
  const withId = reason === 'internal' && requestId ? `${message} Request id: ${requestId}` : message;
  show({ message: withId, color: 'red', autoClose: 8000 });
}

let tellFirst = () => {};

/** Settles when the first message is about to be shown, which on most pages is never. */
export const firstMessage = new Promise<void>((resolve) => {
  tellFirst = resolve;
});

/** What shows messages. They answer what somebody did, so no page waits for it. */
export async function loadNotifications() {
  tellFirst();
  return (await import('@mantine/notifications')).notifications;
}

function show(data: NotificationData): void {
  void loadNotifications().then((notifications) => notifications.show(data));
}
