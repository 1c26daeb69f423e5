import { defineConfig } from 'vite';

/** One folder of plain JavaScript that needs nothing but Node, so that the package installs without a registry. */
export default defineConfig({
  resolve: { conditions: ['@beatflow/source', 'module', 'node', 'import', 'default'] },
  ssr: {
    noExternal: true,
    resolve: { conditions: ['@beatflow/source', 'module', 'node', 'import', 'default'] },
  },
  build: {
    ssr: true,
    target: 'node20',
    minify: true,
    sourcemap: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { main: 'src/main.ts', 'chunks/unpack-worker': 'src/folder/unpack-worker.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
