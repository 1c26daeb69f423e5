import type { Song } from '../songs/song.ts';
import { type Credentials, enter } from './enter.ts';
import { Ledger } from './ledger.ts';
import { type Log, seedSong } from './seed-song.ts';

export interface SeedOptions {
  /** Where the server is. */
  url: string;
  /** The demo user's; the friend has the same password. */
  credentials: Credentials;
  songs: readonly Song[];
  log: Log;
}

/** Makes the demo's two users and their songs, as far as they are missing. */
export async function seedDemo({ url, credentials, songs, log }: SeedOptions): Promise<void> {
  const friendUsername = `${credentials.username}-friend`;
  const friend = await enter(url, { username: friendUsername, password: credentials.password });
  const ledger = await Ledger.open(friend.api, friendUsername);
  const open = songs.filter((song) => ledger.progressOf(song.repositoryName) !== 'complete');
  if (open.length > 0) {
    const owner = await enter(url, credentials);
    const band = { owner, ownerUsername: credentials.username, friend, friendUsername };
    for (const song of open) await seedSong(band, song, ledger, log);
    await owner.api.account.signOut.mutate();
  } else {
    log('Demo: everything is there.');
  }
  await friend.api.account.signOut.mutate();
}
