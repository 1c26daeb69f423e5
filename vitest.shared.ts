import { defineConfig } from 'vitest/config';

/** What every workspace's tests share: our packages are read from source, results also go to a file that the counter reads. */
export const sharedConfig = defineConfig({
  resolve: { conditions: ['@beatflow/source', 'module', 'node', 'default'] },
  ssr: { resolve: { conditions: ['@beatflow/source', 'node', 'default'] } },
  test: {
    reporters: ['default', ['json', { outputFile: '.results/vitest.json' }]],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
