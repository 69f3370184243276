import { useEffect, useState } from "react";
import { useLive } from "./live-provider.tsx";

/** A second that no picture came with is drawn by itself, so much later: two drawings cost twice as much as one. */
const waitForPictureMs = 500;

/**
 * Server time, renewed once in each second of the server's clock, with the first picture of that second. Only what
 * shows an age or a clock uses it.
 */
export function useServerNowMs(): number {
  const { clock, tell, join } = useLive();
  const [nowMs, setNowMs] = useState(clock.nowMs);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let second = Number.NaN;
    const isRenewed = () => second === secondOf(clock.nowMs());
    const renew = () => {
      if (timer === undefined || isRenewed()) return;
      const next = clock.nowMs();
      second = secondOf(next);
      setNowMs(next);
    };
    const wait = () => {
      timer = setTimeout(tick, 1_000 - ((clock.nowMs() - waitForPictureMs) % 1_000));
    };
    const tick = () => {
      wait();
      if (!isRenewed()) tell(renew);
    };
    wait();
    renew();
    const leave = join(renew);
    return () => {
      leave();
      clearTimeout(timer);
      timer = undefined;
    };
  }, [clock, tell, join]);
  return nowMs;
}

function secondOf(ms: number): number {
  return Math.floor(ms / 1_000);
}
