import { mergeConfig } from 'vitest/config';
import { sharedConfig } from '../../vitest.shared.ts';

export default mergeConfig(sharedConfig, {
  test: {
    globalSetup: ['../../packages/db/src/testing/global-setup.ts'],
    // Each test is many commands against a real server, some of them processes of their own.
    testTimeout: 180_000,
  },
});
