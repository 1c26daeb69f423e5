import { isTransient, toRequestError } from '../../api/request-error.ts';

const pausesMs = [1000, 2000, 4000, 8000];

interface Attempt<Made> {
  make: () => Promise<Made>;
  /** Looks whether the branch stands at exactly what was to be made. */
  findMade: () => Promise<Made | null>;
  pause?: (ms: number) => Promise<void>;
}

/**
 * Makes a version once, however often the line drops. An answer that got lost leaves open whether it was made; since a
 * branch moves only from the head that was seen, asking again cannot make a second one, and when the branch stands at
 * exactly this version, it is ours. The one who keeps it remembers across attempts that an answer was lost.
 */
export class Maker {
  #isAnswerLost = false;

  async makeOnce<Made>({ make, findMade, pause = wait }: Attempt<Made>): Promise<Made> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await make();
      } catch (err) {
        if (this.#isAnswerLost && toRequestError(err).reason === 'branch-moved') {
          const made = await findMade();
          if (made !== null) return made;
        }
        if (!isTransient(err)) throw err;
        this.#isAnswerLost = true;
        const pauseMs = pausesMs[attempt];
        if (pauseMs === undefined) throw err;
        await pause(pauseMs);
      }
    }
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
