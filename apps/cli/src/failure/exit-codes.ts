/** What a command ends with, for scripts to tell apart. */
export const exitCodes = {
  done: { code: 0, about: 'It was done.' },
  failed: { code: 1, about: 'It failed for a reason that has no number of its own, or there was nothing to do.' },
  usage: { code: 2, about: 'The command was not written as it should be.' },
  signIn: { code: 3, about: 'Nobody is signed in on this server, or the token is not valid any more.' },
  conflict: {
    code: 4,
    about: 'Somebody has to choose: a branch moved meanwhile, both sides changed the same, or work is not committed.',
  },
  notFound: {
    code: 5,
    about: 'There is no such song, version, branch or stem, or this is no folder of a song, or of a server.',
  },
  notAllowed: { code: 6, about: 'The server does not allow it: a right is missing, or there is no room.' },
  away: { code: 7, about: 'The server cannot be reached, or it is busy. Trying again may help.' },
  badAudio: { code: 8, about: 'A file is not audio that BeatFlow can keep.' },
} as const satisfies Record<string, { code: number; about: string }>;

export type Exit = keyof typeof exitCodes;
