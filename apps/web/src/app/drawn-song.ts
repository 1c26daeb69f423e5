import type { RepositoryResponse } from '@beatflow/shared';

/** What the server already knew when it drew a song's page, so that the app need not ask for it again. */
export interface DrawnSong {
  /** As the address had it, in whatever case. */
  readonly address: { readonly owner: string; readonly name: string };
  readonly repository: RepositoryResponse;
}

const ID = 'drawn-song';

/** The element that carries it. JSON in it may hold anything that people write, so nothing in it may look like a tag. */
export function writeDrawnSong(song: DrawnSong): string {
  return `<script type="application/json" id="${ID}">${JSON.stringify(song).replaceAll('<', '\\u003c')}</script>`;
}

/** What the page came with, or null. */
export function readDrawnSong(document: Document): DrawnSong | null {
  const text = document.getElementById(ID)?.textContent;
  return text ? (JSON.parse(text) as DrawnSong) : null;
}
