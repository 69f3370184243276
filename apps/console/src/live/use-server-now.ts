import { useEffect, useState } from "react";
import { useLive } from "./live-provider.tsx";

/** Server time, renewed at each full second of the server's clock. Only what shows an age or a clock uses it. */
export function useServerNowMs(): number {
  const { clock } = useLive();
  const [nowMs, setNowMs] = useState(clock.nowMs);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      const now = clock.nowMs();
      setNowMs(now);
      timer = setTimeout(tick, 1_000 - (now % 1_000) + 5);
    };
    tick();
    return () => clearTimeout(timer);
  }, [clock]);
  return nowMs;
}
