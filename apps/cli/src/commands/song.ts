import type { Cli } from '../cli.ts';
import type { Copies } from '../folder/copies.ts';
import type { WantedAudio } from '../folder/fetch-audio.ts';
import { fromServer, type KnownCommit, type KnownStem } from '../folder/known-commit.ts';
import { withLock } from '../folder/lock.ts';
import type { SongFolder } from '../folder/song-folder.ts';
import type { Api } from '../server/api.ts';
import type { Remote } from '../server/remote.ts';

/** A song at hand: its folder, and its place on the server, which is opened when it is first needed. */
export class Song {
  readonly cli: Cli;
  readonly folder: SongFolder;

  private constructor(cli: Cli, folder: SongFolder) {
    this.cli = cli;
    this.folder = folder;
  }

  static async find(cli: Cli): Promise<Song> {
    return new Song(cli, await cli.findFolder());
  }

  static of(cli: Cli, folder: SongFolder): Song {
    return new Song(cli, folder);
  }

  get repositoryId(): string {
    return this.folder.config.repositoryId;
  }

  get branch(): string {
    return this.folder.state.branch;
  }

  openRemote(): Promise<Remote> {
    return this.cli.openRemote(this.folder.config.server);
  }

  async openApi(): Promise<Api> {
    return (await this.openRemote()).openApi();
  }

  /** A version of the server, from here if it is known here. */
  async getVersion(ref: string): Promise<KnownCommit> {
    if (/^[0-9a-f]{64}$/.test(ref)) {
      const known = await this.folder.commits.find(ref);
      if (known) return known;
    }
    const api = await this.openApi();
    return this.keepVersion(fromServer(await api.commit.get.query({ repositoryId: this.repositoryId, ref })));
  }

  async keepVersion(commit: KnownCommit): Promise<KnownCommit> {
    await this.folder.commits.keep(commit);
    return commit;
  }

  /** Makes sure that the audio of stems is kept here. */
  async fetchAudio(stems: readonly KnownStem[]): Promise<void> {
    await this.#fetch({ copied: [], kept: stems });
  }

  /** A file of each stem that is ready to be put into its place. */
  fetchCopies(stems: readonly KnownStem[]): Promise<Copies> {
    return this.#fetch({ copied: stems, kept: [] });
  }

  /**
   * Lets the folder hold a version, and a branch of it be there. Other stems are fetched on the way, and what `keeping` does has
   * been done before the branch is there.
   */
  async moveTo(
    branch: string,
    to: KnownCommit | null,
    remote: string | null,
    { keeping, besides = [] }: { keeping?: Promise<unknown>; besides?: readonly KnownStem[] } = {},
  ): Promise<{ written: string[]; removed: string[] }> {
    const { folder } = this;
    const { checkOut } = await import('../folder/check-out.ts');
    const move = async () => {
      const fetch = (stems: readonly KnownStem[]) => this.#fetch({ copied: stems, kept: besides });
      return checkOut(folder, await folder.findHead(), to, fetch);
    };
    const [done] = await Promise.all([move(), keeping]);
    folder.state.branch = branch;
    await folder.setBranch(branch, { head: to?.digest ?? null, remote });
    return done;
  }

  /** Does something to the folder while nobody else does. */
  lock<T>(task: () => Promise<T>): Promise<T> {
    return withLock(this.folder, task);
  }

  async #fetch(wanted: WantedAudio): Promise<Copies> {
    const known = (await this.folder.findHead())?.stems ?? [];
    const { terminal } = this.cli;
    const { fetchAudio } = await import('../folder/fetch-audio.ts');
    return fetchAudio(this.folder, wanted, { known, terminal, openRemote: () => this.openRemote() });
  }
}
