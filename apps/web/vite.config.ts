import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressAssets } from './tooling/compress-assets.ts';

const api = process.env.API_URL ?? 'http://127.0.0.1:3000';

/** What the API answers itself; every other path is a page of this app. */
const apiPaths = ['/trpc', '/audio', '/stems', '/commits', '/health'];

export default defineConfig({
  plugins: [react(), compressAssets()],
  resolve: { conditions: ['@beatflow/source', 'module', 'browser', 'development|production'] },
  server: {
    port: 5173,
    strictPort: true,
    proxy: Object.fromEntries(apiPaths.map((path) => [`^${path}(/|\\?|$)`, { target: api, changeOrigin: false }])),
  },
  build: {
    target: 'baseline-widely-available',
    // A data: URL would need its own hole in the content security policy.
    assetsInlineLimit: 0,
    manifest: true,
    chunkSizeWarningLimit: 400,
  },
  worker: { format: 'es' },
});
