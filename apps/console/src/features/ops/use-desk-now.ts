import { pictureTimeMs } from "../../live/live-state.ts";
import { useWallState } from "../../live/use-live-topic.ts";
import { useServerNowMs } from "../../live/use-server-now.ts";
import { useOpsCenter } from "./ops-center.tsx";

const stepMs = 60_000;

/**
 * Now on the center's clock, in full minutes so that pages of intervals are not drawn anew every second. A replay's
 * clock is its newest sample: until the first picture is here it is not known, and null.
 */
export function useDeskNowMs(): number | null {
  const center = useOpsCenter();
  const wall = useWallState(center.id).value;
  const serverNowMs = useServerNowMs();
  if (!wall && center.origin === "replay") return null;
  const nowMs = wall ? pictureTimeMs(wall, serverNowMs) : serverNowMs;
  return Math.floor(nowMs / stepMs) * stepMs;
}
