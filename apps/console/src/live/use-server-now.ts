import { useEffect, useState } from "react";
import type { LiveConnection } from "./live-connection.ts";
import { useLive } from "./live-provider.tsx";

/** When no picture came for so long, the second is drawn by itself: two drawings cost twice as much as one. */
const waitForPictureMs = 1_500;

/**
 * Server time, renewed once in each second of the server's clock, with the first picture of that second. Only what
 * shows an age or a clock uses it.
 */
export function useServerNowMs(): number {
  const live = useLive();
  const [nowMs, setNowMs] = useState(live.clock.nowMs);
  useEffect(() => watchSeconds(live, setNowMs), [live]);
  return nowMs;
}

/** @param tell is told the server's time now and once in each second. @returns what ends that */
export function watchSeconds(
  { clock, tell: tellTogether, join }: Pick<LiveConnection, "clock" | "tell" | "join">,
  tell: (nowMs: number) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let second = Number.NaN;
  let isLeft = false;
  let isAlone = false;
  const waitFor = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(goOn, ms);
  };
  const renew = () => {
    const next = clock.nowMs();
    const isPicture = !isAlone;
    isAlone = false;
    if (isLeft || second === secondOf(next)) return;
    second = secondOf(next);
    // Put off with each picture: while they come, it never goes off.
    if (isPicture) waitFor(waitForPictureMs);
    tell(next);
  };
  const goOn = () => {
    isAlone = true;
    tellTogether(renew);
    waitFor(untilMiddleOfSecondMs(clock.nowMs()));
  };
  renew();
  const leave = join(renew);
  return () => {
    isLeft = true;
    leave();
    clearTimeout(timer);
  };
}

function secondOf(ms: number): number {
  return Math.floor(ms / 1_000);
}

/** No second is left out or told twice by a timer that is a little late. */
function untilMiddleOfSecondMs(nowMs: number): number {
  return 1_000 - ((nowMs - 500) % 1_000);
}
