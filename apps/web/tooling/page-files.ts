import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';
import { listInitialFiles } from './initial-files.ts';

interface PageFile {
  /** What the server looks for: `assets/<name>.html`. */
  name: string;
  /** The lazy modules that it is made of. */
  modules: string[];
  /** The address to draw ahead, for pages that look alike to every visitor. */
  drawn?: string;
}

const pageFiles: PageFile[] = [
  { name: 'welcome', modules: [], drawn: '/' },
  { name: 'explore', modules: ['src/features/explore/explore-page.tsx'], drawn: '/explore' },
  { name: 'song', modules: ['src/routes/repository-layout.tsx', 'src/routes/repository-page.tsx'] },
];

const PLACE = /<div id="root">[\s\S]*<\/div>(?=\s*<\/body>)/;

/**
 * Writes an `index.html` of its own for the pages that strangers see first: it names all files of the page, so that
 * they come at once instead of one after another, and shows what can be shown before any script runs.
 */
export function writePageFiles(): Plugin {
  let root = '.';
  let outDir = 'dist';
  let isServerBuild = false;
  return {
    name: 'beatflow:page-files',
    apply: 'build',
    configResolved(config) {
      root = config.root;
      outDir = resolve(config.root, config.build.outDir);
      isServerBuild = Boolean(config.build.ssr);
    },
    closeBundle: {
      order: 'pre',
      sequential: true,
      async handler() {
        if (isServerBuild) return;
        const html = await readFile(join(outDir, 'index.html'), 'utf8');
        const draw = await loadDrawing(root);
        try {
          for (const page of pageFiles) {
            const withFiles = html.replace(/(?=\s*<\/head>)/, await writeLinks(outDir, html, page.modules));
            const content = page.drawn && withoutScripts(await draw.prerender(page.drawn));
            const place = `<div id="root" data-drawn-for="visitor">${content && toPicture(content)}</div>`;
            const text = content ? withFiles.replace(PLACE, () => place) : withFiles;
            await writeFile(join(outDir, 'assets', `${page.name}.html`), text);
          }
        } finally {
          await draw.close();
        }
      },
    },
  };
}

async function writeLinks(outDir: string, html: string, modules: string[]): Promise<string> {
  const files = await listInitialFiles(outDir, modules);
  return files
    .filter((file) => !html.includes(file))
    .map((file) =>
      file.endsWith('.css')
        ? `\n    <link rel="stylesheet" crossorigin href="/${file}">`
        : `\n    <link rel="modulepreload" crossorigin href="/${file}">`,
    )
    .join('');
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

interface Drawing {
  prerender: (path: string) => Promise<string>;
  close: () => Promise<void>;
}

/** Builds the app once more, to run here instead of in a browser. */
async function loadDrawing(root: string): Promise<Drawing> {
  const folder = await mkdtemp(join(root, 'node_modules/.prerender-'));
  const close = () => rm(folder, { recursive: true, force: true });
  try {
    await build({
      root,
      logLevel: 'error',
      mode: 'production',
      // The same sources as the app itself, whether or not the packages have been built.
      ssr: {
        noExternal: true,
        resolve: { conditions: ['@beatflow/source', 'module', 'node', 'development|production'] },
      },
      build: {
        ssr: 'src/prerender.tsx',
        outDir: folder,
        emptyOutDir: true,
        copyPublicDir: false,
        minify: false,
      },
    });
    const { prerender } = await import(pathToFileURL(join(folder, 'prerender.js')).href);
    return { prerender, close };
  } catch (err) {
    await close();
    throw err;
  }
}
