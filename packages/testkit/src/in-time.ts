import { setTimeout as delay, setImmediate as nextTurn } from "node:timers/promises";

/** Turns of the event loop in which what has arrived is heard, answer and all that waits for it. */
const turns = 10;

/**
 * Whether `work` ends before a timer rings that was set together with it. The clock is not looked at afterwards: where
 * the whole process stood still, both were late, and what had come by then is heard before it is called late.
 */
export async function inTime(work: Promise<unknown>, withinMs: number): Promise<boolean> {
  let isOver = false;
  const over = work.then(
    () => {
      isOver = true;
    },
    () => {
      isOver = true;
    },
  );
  await Promise.race([over, delay(withinMs, undefined, { ref: false })]);
  for (let turn = 0; turn < turns && !isOver; turn++) await nextTurn();
  return isOver;
}
