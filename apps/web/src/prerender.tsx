import { createMemoryHistory } from '@tanstack/react-router';
import { renderToString } from 'react-dom/server';
import { assumeVisitor } from './api/session.ts';
import { App } from './app/app.tsx';
import { createServices } from './app/services.ts';

/** Draws a page while the app is built, as a visitor sees it before any data has arrived. */
export async function prerender(path: string): Promise<string> {
  const services = createServices(createMemoryHistory({ initialEntries: [path] }));
  assumeVisitor(services.queryClient, Date.now());
  await services.router.load();
  return renderToString(<App services={services} />);
}
