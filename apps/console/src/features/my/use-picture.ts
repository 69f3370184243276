import { useLink } from "../../live/use-live-topic.ts";
import { useServerNowMs } from "../../live/use-server-now.ts";
import type { Picture } from "./judge-picture.ts";
import { clockOf, judgePicture } from "./judge-picture.ts";
import { useMyTenant } from "./my-tenant.tsx";

/** State and age of what is on the page, and the clock it is counted against. */
export function usePicture(): Picture & { readonly clockMs: number; readonly isOld: boolean } {
  const { state } = useMyTenant();
  const nowMs = useServerNowMs();
  const picture = judgePicture(useLink().state, state, nowMs);
  const isOld = picture.state === "stale" || picture.state === "offline";
  return { ...picture, clockMs: clockOf(state, nowMs), isOld };
}
