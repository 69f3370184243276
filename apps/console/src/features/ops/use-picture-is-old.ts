import { judgeLiveness } from "../../live/live-state.ts";
import { useLink, useWallState } from "../../live/use-live-topic.ts";
import { useServerNowMs } from "../../live/use-server-now.ts";
import { useOpsCenter } from "./ops-center.tsx";

/** True while no number on the page may pass for a number of this moment. */
export function usePictureIsOld(): boolean {
  const wall = useWallState(useOpsCenter().id).value;
  const { state } = judgeLiveness(useLink().state, wall, useServerNowMs());
  return state === "stale" || state === "offline";
}
