import type { WindowMs } from "@aidc/contract";
import { addLocalMonths, intervalOf } from "@aidc/domain";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { useOpsCenter } from "../ops-center.tsx";
import { firstWindow, readWindow, wholeDays, writeWindow } from "./time-scale.ts";
import type { LeaseBook } from "./use-leases.ts";

const route = getRouteApi("/ops/leases");

export const spans = ["month", "quarter", "year", "all"] as const;
export type Span = (typeof spans)[number];
const monthsOf: Readonly<Record<Exclude<Span, "all">, number>> = { month: 1, quarter: 3, year: 12 };

/** What the timeline shows; it lives in the address as days of the center's calendar. */
export function useTimelineWindow(nowMs: number): { window: WindowMs; show: (window: WindowMs) => void } {
  const { timeZone } = useOpsCenter();
  const { from, to } = route.useSearch();
  const navigate = route.useNavigate();
  const window = useMemo(
    () => readWindow(from, to, timeZone) ?? firstWindow(nowMs, timeZone),
    [from, to, timeZone, nowMs],
  );
  const show = useCallback(
    (next: WindowMs) =>
      void navigate({ search: (before) => ({ ...before, ...writeWindow(next, timeZone) }), replace: true }),
    [navigate, timeZone],
  );
  return { window, show };
}

/** A third of the span lies behind now, so that what comes has the room. */
export function windowOfSpan(span: Span, book: LeaseBook, nowMs: number, timeZone: string): WindowMs {
  if (span === "all") return wholeOf(book, nowMs, timeZone);
  const spanMs = addLocalMonths(nowMs, monthsOf[span], timeZone) - nowMs;
  return wholeDays({ fromMs: nowMs - spanMs / 3, toMs: nowMs + (spanMs * 2) / 3 }, timeZone);
}

function wholeOf({ leases }: LeaseBook, nowMs: number, timeZone: string): WindowMs {
  const intervals = leases.map(intervalOf);
  const starts = intervals.map(({ fromMs }) => fromMs);
  const ends = intervals.map(({ toMs }) => toMs).filter((toMs) => toMs !== null);
  const fromMs = Math.min(nowMs, ...starts);
  const lastMs = Math.max(nowMs, ...starts, ...ends);
  return wholeDays({ fromMs, toMs: lastMs + (lastMs - fromMs) * 0.05 + 86_400_000 }, timeZone);
}
