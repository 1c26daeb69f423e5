import { constants, setPriority } from 'node:os';
import { describeFailure } from './seeding/failure.ts';
import { seedDemo } from './seeding/seed-demo.ts';
import { nightDrive } from './songs/night-drive/night-drive.ts';
import { paperLanterns } from './songs/paper-lanterns/paper-lanterns.ts';

const { BEATFLOW_URL: url, BEATFLOW_DEMO_USERNAME: username, BEATFLOW_DEMO_PASSWORD: password } = process.env;

// Whoever is using the server already comes first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
// Without the server that started it there is nothing left to do.
process.once('disconnect', () => process.exit(1));
process.channel?.unref();

try {
  if (!url || !username || !password) {
    throw new Error('please set BEATFLOW_URL, BEATFLOW_DEMO_USERNAME and BEATFLOW_DEMO_PASSWORD');
  }
  const log = (line: string) => console.log(line);
  await seedDemo({ url, credentials: { username, password }, songs: [nightDrive, paperLanterns], log });
} catch (err) {
  console.error(describeFailure(err));
  process.exitCode = 1;
}
