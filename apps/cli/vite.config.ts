import { defineConfig, type Plugin } from 'vite';

/** Tells Node what the files of the folder are, inside a package that says otherwise of its source. */
const asCommonJs: Plugin = {
  name: 'as-common-js',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' });
  },
};

/**
 * One folder of plain JavaScript that needs nothing but Node, so that the package installs without a registry. Node starts
 * CommonJS in less time than modules.
 */
export default defineConfig({
  plugins: [asCommonJs],
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
      transform: { define: { 'import.meta.resolve': 'require.resolve' } },
      output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
