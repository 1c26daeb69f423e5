import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';
import { afterBuild, SERVER_FOLDER } from './after-build.ts';
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
 * they come at once instead of one after another, and shows what can be shown before any script runs. A song's is
 * filled in by the server.
 */
export function writePageFiles(): Plugin {
  return afterBuild('page-files', 'pre', async ({ root, outDir }) => {
    const html = await readFile(join(outDir, 'index.html'), 'utf8');
    const { drawPage } = await buildDrawing(root, outDir);
    for (const page of pageFiles) {
      const withFiles = html.replace(/(?=\s*<\/head>)/, await writeLinks(outDir, html, page.modules));
      const place = page.drawn && (await drawPage(page.drawn));
      const text = place ? (await asDrawn(outDir, withFiles)).replace(PLACE, () => place) : withFiles;
      await writeFile(join(outDir, 'assets', `${page.name}.html`), text);
      if (page.name === 'song') {
        await writeFile(join(outDir, SERVER_FOLDER, 'song.html'), await asDrawn(outDir, withFiles));
      }
    }
  });
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

const STYLE_LINK = /<link rel="stylesheet" crossorigin href="(\/assets\/[^"]+\.css)">/g;

/**
 * Puts the style sheets into the page, so that what is drawn in it is seen as soon as it is there: scripts come after
 * that. A link that is turned off, and so never fetched, tells the app that it has the sheet.
 */
async function asDrawn(outDir: string, html: string): Promise<string> {
  const paths = [...html.matchAll(STYLE_LINK)].map(([, path]) => path!);
  const sheets = new Map<string, string>();
  for (const path of paths) sheets.set(path, (await readFile(join(outDir, path), 'utf8')).trim());
  return html
    .replaceAll(/<(?:script type="module"|link rel="modulepreload")/g, '$& fetchpriority="low"')
    .replace(
      STYLE_LINK,
      (_, path: string) => `<style>${sheets.get(path)}</style>\n    <link rel="stylesheet" disabled href="${path}">`,
    );
}

/**
 * Builds the app once more, to run in Node: here, for the pages that are drawn while it is built, and in the server, for
 * songs. The server finds it in a folder that it does not serve.
 */
async function buildDrawing(root: string, outDir: string): Promise<typeof import('../src/prerender.tsx')> {
  const folder = join(outDir, SERVER_FOLDER);
  await build({
    root,
    logLevel: 'error',
    mode: 'production',
    // React's quick half, whatever the server that draws calls itself.
    define: { 'process.env.NODE_ENV': JSON.stringify('production') },
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
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
  return await import(pathToFileURL(join(folder, 'prerender.js')).href);
}
