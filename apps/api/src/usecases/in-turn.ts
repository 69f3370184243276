/**
 * Lets at most `most` run at a time; the others wait in line. Checking a password takes a core's 80 ms on purpose, and
 * the threads that do it also read files and look up names for everybody else.
 */
export function inTurn(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
