import type { LiveValue, TenantState } from "@aidc/contract";
import type { LinkState, LiveState } from "../../live/live-state.ts";

/** `unmeasured`: the link is there, but nothing of this tenant is measured, so nothing can be old. */
export type PictureState = LiveState | "unmeasured";

export interface Picture {
  readonly state: PictureState;
  /** Age of the oldest measured number; null when there is none. */
  readonly ageMs: number | null;
}

/** A replay pauses between its frames; more than this and it has ended. */
const replayPauseMs = 15_000;

/** Numbers that come from samples; what is contracted and assigned is known without any. */
function measuredValues(state: TenantState): LiveValue[] {
  return [state.allocated, state.active, state.power].filter(({ freshness }) => freshness !== "none");
}

/**
 * Whether a tenant's numbers may pass for numbers of this moment.
 * @param serverNowMs server clock; a replay is judged on its own
 */
export function judgePicture(link: LinkState, state: TenantState | null, serverNowMs: number): Picture {
  const measured = state ? measuredValues(state) : [];
  const clockMs = state?.center.origin === "replay" ? state.nowMs : serverNowMs;
  const oldest = Math.min(...measured.map(({ sampledAtMs }) => sampledAtMs ?? clockMs));
  const ageMs = measured.length === 0 ? null : Math.max(0, clockMs - oldest);
  if (link === "outdated") return { state: "outdated", ageMs };
  if (link === "lost" || link === "ended") return { state: "offline", ageMs };
  if (!state) return { state: "connecting", ageMs };
  if (measured.length === 0) return { state: "unmeasured", ageMs };
  const isStale =
    measured.some(({ freshness }) => freshness === "stale") ||
    (state.center.origin !== "replay" && serverNowMs - state.nowMs > replayPauseMs);
  return { state: isStale ? "stale" : "live", ageMs };
}

/** The center's clock: a replay's own, else the server's. */
export function clockOf(state: TenantState, serverNowMs: number): number {
  return state.center.origin === "replay" ? state.nowMs : serverNowMs;
}
