import { mergeConfig } from 'vitest/config';
import { sharedConfig } from '../../vitest.shared.ts';

export default mergeConfig(sharedConfig, {
  test: { globalSetup: ['../../packages/db/src/testing/global-setup.ts', 'src/store/s3/testing/global-setup.ts'] },
});
