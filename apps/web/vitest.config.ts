import { mergeConfig } from 'vitest/config';
import { sharedConfig } from '../../vitest.shared.ts';

/** Pure code (the player, layouts) runs in Node; a component test asks for a page with `@vitest-environment jsdom`. */
export default mergeConfig(sharedConfig, {
  resolve: {
    alias: {
      // One file instead of thousands: the module version makes every test that draws an icon wait for seconds.
      '@tabler/icons-react': new URL(
        'node_modules/@tabler/icons-react/dist/cjs/tabler-icons-react.cjs',
        import.meta.url,
      ).pathname,
    },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tooling/**/*.test.ts'],
    setupFiles: ['src/testing/setup.ts'],
  },
});
