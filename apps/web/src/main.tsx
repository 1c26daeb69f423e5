import './theme/mantine-styles.ts';
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { assumeVisitor } from './api/session.ts';
import { App } from './app/app.tsx';
import { readDrawnSong } from './app/drawn-song.ts';
import { reloadWhenOutdated } from './app/reload-when-outdated.ts';
import { createServices } from './app/services.ts';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no place to draw in.');

reloadWhenOutdated();
void start(root);

async function start(place: HTMLElement): Promise<void> {
  const isDrawn = place.dataset.drawnFor === 'visitor';
  if (isDrawn) await letOthersWork();
  const services = createServices();
  if (isDrawn) {
    // The page is on the screen already: what takes its place must be the same page, and whole.
    assumeVisitor(services.queryClient);
    const song = readDrawnSong(document);
    if (song !== null) {
      services.queryClient.setQueryData(services.trpc.repository.get.queryKey(song.address), song.repository);
    }
    await services.router.load();
    await letOthersWork();
  }
  const app = (
    <StrictMode>
      <App services={services} />
    </StrictMode>
  );
  // As a transition, the first drawing leaves room for taps and scrolling in between.
  startTransition(() => createRoot(place).render(app));
}

/** A page that is on the screen already waits for nothing, so taps and scrolling come first. */
function letOthersWork(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
