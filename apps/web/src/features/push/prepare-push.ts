// The panel and all that it needs come when somebody is about to push, so that a page to listen on stays small.
export const loadPanel = () => import('./panel/push-panel.tsx');
export const loadSession = () => import('./session/start-session.ts');

/** Fetches what a push needs at the first sign of one, so that a drop is seen at once, also when the line is gone by then. */
export function preparePush(): void {
  // What fails now is tried again when it is needed, and told then.
  Promise.all([loadSession(), loadPanel()])
    .then(([{ warmUp }]) => warmUp())
    .catch(() => {});
}
