/** Whoever gives way goes on after so long, step by step, since what it gives way to may take its time. */
const longestMs = 1000;

let urgent = 0;
let calm: PromiseWithResolve | null = null;

interface PromiseWithResolve {
  promise: Promise<void>;
  resolve: () => void;
}

/** Does what somebody waits for, while what is nice to have gives way: both would share the processors of one machine. */
export async function goFirst<Result>(task: () => Promise<Result>): Promise<Result> {
  urgent += 1;
  calm ??= createCalm();
  try {
    return await task();
  } finally {
    urgent -= 1;
    if (urgent === 0) {
      calm?.resolve();
      calm = null;
    }
  }
}

/** Settles when nothing is urgent, or after a while. */
export async function giveWay(): Promise<void> {
  if (!calm) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const longest = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, longestMs);
  });
  await Promise.race([calm.promise, longest]);
  clearTimeout(timer);
}

function createCalm(): PromiseWithResolve {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
