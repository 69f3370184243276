import type { WallState } from "@aidc/contract";

/** The socket's own state; says nothing about how old the data is. */
export type LinkState = "connecting" | "connected" | "lost" | "outdated" | "ended";

/** The six honest states of a picture; `none`: nothing has ever been measured, so nothing can be old. */
export type LiveState = "connecting" | "none" | "live" | "stale" | "offline" | "outdated";

export interface Liveness {
  readonly state: LiveState;
  /** Age of the newest sample; null when there has never been one. */
  readonly ageMs: number | null;
}

/** A replay has its own clock, so only the arrival of its samples can be late. It pauses, then it has ended. */
const replayPauseMs = 15_000;
/** Three cadences are two missed samples. */
const staleCadences = 3;

/**
 * Whether the picture may be believed: judged by the age of its newest sample on the server's clock. An open
 * socket proves nothing, and a closed one means offline even while the last sample is young.
 */
export function judgeLiveness(
  link: LinkState,
  wall: Pick<WallState, "freshness" | "center"> | null,
  serverNowMs: number,
): Liveness {
  const ageMs = wall ? sampleAgeMs(wall, serverNowMs) : null;
  if (link === "outdated") return { state: "outdated", ageMs };
  if (link === "lost" || link === "ended") return { state: "offline", ageMs };
  if (!wall) return { state: "connecting", ageMs };
  const { state, cadenceMs } = wall.freshness;
  const limitMs =
    wall.center.origin === "replay"
      ? Math.max(replayPauseMs, staleCadences * cadenceMs)
      : staleCadences * cadenceMs;
  if (ageMs === null) return { state: "none", ageMs };
  const told = wall.center.origin !== "replay" && (state === "stale" || state === "none");
  return { state: told || ageMs > limitMs ? "stale" : "live", ageMs };
}

function sampleAgeMs(
  { freshness, center }: Pick<WallState, "freshness" | "center">,
  serverNowMs: number,
): number | null {
  const newestMs = center.origin === "replay" ? freshness.lastReceivedAtMs : freshness.newestSampleAtMs;
  return newestMs === null ? null : Math.max(0, serverNowMs - newestMs);
}

/** What the clock on the wall shows: a replay's own time, else the server's. */
export function pictureTimeMs(wall: Pick<WallState, "freshness" | "center">, serverNowMs: number): number {
  return wall.center.origin === "replay" ? (wall.freshness.newestSampleAtMs ?? serverNowMs) : serverNowMs;
}
