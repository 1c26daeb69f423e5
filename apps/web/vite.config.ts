import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressAssets } from './tooling/compress-assets.ts';
import { writePageFiles } from './tooling/page-files.ts';

const api = process.env.API_URL ?? 'http://127.0.0.1:3000';

/** What the API answers itself; every other path is a page of this app. */
const apiPaths = ['/trpc', '/audio', '/stems', '/commits', '/health'];

const inputs = /@mantine\/core\/.*\/(?:\w*Input|InputBase|NativeSelect|Textarea|CloseButton)\//;
const forms =
  /packages\/shared\/(?!src\/(?:guess\/|shorten-message))|node_modules\/zod\/|@mantine\/form\/|components\/form\//;
const song = /src\/(?:features\/(?:listen|version)|player|components\/(?:stage\/(?!help-sheet)|repository-header))/;
const shared =
  /src\/components\/(?!form\/|form-dialog|shell\/|stage\/|notify|ref-)|@tanstack\/(?:react-query|query-core)\/|@mantine\/core\/.*\/Portal\//;

export default defineConfig({
  plugins: [react(), writePageFiles(), compressAssets()],
  resolve: { conditions: ['@beatflow/source', 'module', 'browser', 'development|production'] },
  server: {
    port: 5173,
    strictPort: true,
    watch: { ignored: ['**/.results/**', '**/journeys/**'] },
    proxy: Object.fromEntries(apiPaths.map((path) => [`^${path}(/|\\?|$)`, { target: api, changeOrigin: false }])),
  },
  build: {
    target: 'baseline-widely-available',
    // A data: URL would need its own hole in the content security policy.
    assetsInlineLimit: 0,
    manifest: true,
    chunkSizeWarningLimit: 500,
    rolldownOptions: {
      output: {
        // Few requests for the first paint: without groups, everything that two pages share is a file of its own.
        codeSplitting: {
          groups: [
            { name: 'vendor', tags: ['$initial'], test: /node_modules/, priority: 4 },
            { name: 'shell', tags: ['$initial'], priority: 3 },
            // A group takes along what its modules import, so the light one comes before the heavy ones.
            { name: 'common', test: shared, minShareCount: 2, priority: 2 },
            { name: 'song', test: song, priority: 0.5 },
            { name: 'inputs', test: inputs, priority: 1 },
            { name: 'forms', test: forms, priority: 0 },
          ],
        },
      },
    },
  },
  worker: { format: 'es' },
});
