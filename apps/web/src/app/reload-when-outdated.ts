const KEY = 'beatflow-reloaded-at';
const PAUSE_MS = 10_000;

/**
 * After the server was updated, a page that was open before asks for files that are gone: it loads itself anew, though
 * not again and again where the files are missing for another reason.
 */
export function reloadWhenOutdated(): void {
  window.addEventListener('vite:preloadError', (event) => {
    try {
      if (Date.now() - Number(sessionStorage.getItem(KEY)) < PAUSE_MS) return;
      sessionStorage.setItem(KEY, String(Date.now()));
    } catch {
      return;
    }
    event.preventDefault();
    location.reload();
  });
}
