import { localDayAt } from "@aidc/domain";
import { getRouteApi } from "@tanstack/react-router";
import { pictureTimeMs } from "../../live/live-state.ts";
import { useWallState } from "../../live/use-live-topic.ts";
import { useServerNowMs } from "../../live/use-server-now.ts";
import { useOpsCenter } from "./ops-center.tsx";

export const ranges = ["today", "1h", "24h", "7d", "30d"] as const;
export type Range = (typeof ranges)[number];

const hourMs = 3_600_000;
const lengthsMs: Readonly<Record<Exclude<Range, "today">, number>> = {
  "1h": hourMs,
  "24h": 24 * hourMs,
  "7d": 7 * 24 * hourMs,
  "30d": 30 * 24 * hourMs,
};
const stepMs = 60_000;

const route = getRouteApi("/ops");

export interface OpsWindow {
  readonly range: Range;
  /** ISO 8601, UTC, half-open; null while the center's clock is not known yet. */
  readonly window: { readonly from: string; readonly to: string } | null;
}

/**
 * The period of the address, ending now on the center's clock (a replay's clock is its newest sample), cut to full
 * minutes so that the same question is not asked anew every second.
 */
export function useOpsWindow(fallback: Range): OpsWindow {
  const { range = fallback } = route.useSearch();
  const center = useOpsCenter();
  const wall = useWallState(center.id).value;
  const nowMs = useServerNowMs();
  if (!wall) return { range, window: null };
  const toMs = Math.floor(pictureTimeMs(wall, nowMs) / stepMs) * stepMs;
  const fromMs =
    range === "today"
      ? Math.min(localDayAt(toMs, center.timeZone).fromMs, toMs - stepMs)
      : toMs - lengthsMs[range];
  return { range, window: { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() } };
}
