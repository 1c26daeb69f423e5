import { mergeConfig } from 'vitest/config';
import { sharedConfig } from '../../vitest.shared.ts';

export default mergeConfig(sharedConfig, { test: { globalSetup: ['@beatflow/db/testing/global-setup'] } });
