import { describe } from 'vitest';
import { readConfig } from '../../config/read-config.ts';
import { createLogger } from '../../server/logger.ts';
import { audioStoreSuite } from '../testing/audio-store-suite.ts';
import { openS3AudioStore } from './open-s3-audio-store.ts';
import { hasS3Server, makeBucket, s3StartMs } from './testing/s3-server.ts';

const logger = createLogger(readConfig({ LOG_LEVEL: 'silent' }));

describe.skipIf(!hasS3Server)('a bucket keeps what every store promises', () => {
  const makeStore = async () => openS3AudioStore(await makeBucket(), logger);
  audioStoreSuite(makeStore, { holdsWhatIsOpen: false, openMs: s3StartMs });
});
