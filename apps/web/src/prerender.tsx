import type { RepositoryResponse } from '@beatflow/shared';
import { createMemoryHistory } from '@tanstack/react-router';
import { renderToString } from 'react-dom/server';
import { assumeVisitor } from './api/session.ts';
import { App } from './app/app.tsx';
import { type DrawnSong, writeDrawnSong } from './app/drawn-song.ts';
import { type AppServices, createServices } from './app/services.ts';

/** Draws a page that looks alike to every visitor, while the app is built: the element that the app will take the place of. */
export async function drawPage(path: string): Promise<string> {
  return toPlace(await draw(servicesFor(path)));
}

/** Draws a public song's page for a visitor, in the server: its name and words, while the app and the version are on their way. */
export async function drawSong(
  address: { owner: string; name: string },
  repository: RepositoryResponse,
): Promise<string> {
  const services = servicesFor(`/${encodeURIComponent(address.owner)}/${encodeURIComponent(address.name)}`);
  const song: DrawnSong = { address, repository };
  services.queryClient.setQueryData(services.trpc.repository.get.queryKey(address), repository);
  return `${toPlace(await draw(services))}\n    ${writeDrawnSong(song)}`;
}

function servicesFor(path: string): AppServices {
  const services = createServices(createMemoryHistory({ initialEntries: [path] }));
  assumeVisitor(services.queryClient, Date.now());
  return services;
}

async function draw(services: AppServices): Promise<string> {
  await services.router.load();
  const html = renderToString(<App services={services} />);
  services.queryClient.clear();
  return toPicture(withoutScripts(html));
}

function toPlace(picture: string): string {
  return `<div id="root" data-drawn-for="visitor">${picture}</div>`;
}

// Until the app takes its place a drawn page is a picture: a focus, or a text typed into it, would be lost with it.
function toPicture(html: string): string {
  const fields = html.replaceAll(/<(input|textarea)\b/g, '<$1 readonly');
  return `<div inert aria-hidden="true" style="display: contents">${fields}</div>`;
}

// The router's own scripts restore scrolling before the app is there; the content security policy allows none of them.
function withoutScripts(html: string): string {
  return html.replaceAll(/<script\b[^>]*>[\s\S]*?<\/script>/g, '');
}
