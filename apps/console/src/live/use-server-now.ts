import { useEffect, useState } from "react";
import { useLive } from "./live-provider.tsx";

/** Server time, renewed at each full second of the server's clock. Only what shows an age or a clock uses it. */
export function useServerNowMs(): number {
  const { clock, tell } = useLive();
  const [nowMs, setNowMs] = useState(clock.nowMs);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const renew = () => {
      if (timer !== undefined) setNowMs(clock.nowMs());
    };
    const tick = () => {
      timer = setTimeout(tick, 1_000 - (clock.nowMs() % 1_000) + 5);
      tell(renew);
    };
    tick();
    return () => {
      clearTimeout(timer);
      timer = undefined;
    };
  }, [clock, tell]);
  return nowMs;
}
