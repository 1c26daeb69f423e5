import { mergeConfig } from 'vitest/config';
import { sharedConfig } from '../../vitest.shared.ts';

export default mergeConfig(sharedConfig, { test: { globalSetup: ['../../packages/db/src/testing/global-setup.ts'] } });
