/** What an upload needs to know of time and of the network; tests bring their own. */
export interface Connection {
  nowMs(): number;
  isOffline(): boolean;
  /** Waits so long, or until the machine comes online; rejects with the signal's reason when it is aborted. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

/** The browser's own clock and its word on being online. */
export const browserConnection: Connection = {
  nowMs: () => performance.now(),
  isOffline: () => navigator.onLine === false,
  pause: (ms, signal) =>
    new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer);
        window.removeEventListener('online', wake);
        signal.removeEventListener('abort', abort);
        settle();
      };
      const wake = () => end(resolve);
      const abort = () => end(() => reject(signal.reason as Error));
      const timer = setTimeout(wake, ms);
      if (signal.aborted) {
        abort();
        return;
      }
      window.addEventListener('online', wake);
      signal.addEventListener('abort', abort);
    }),
};
