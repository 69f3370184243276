import { getRouteApi } from "@tanstack/react-router";
import { useDeskNowMs } from "../use-desk-now.ts";

const route = getRouteApi("/ops/shift");
export const shiftHours = ["8h", "12h", "24h"] as const;
export type ShiftHours = (typeof shiftHours)[number];
const hourMs = 3_600_000;

/** The shift that ends now: so many hours back. */
export function useShiftWindow() {
  const { hours = "12h" } = route.useSearch();
  const navigate = route.useNavigate();
  const nowMs = useDeskNowMs();
  return {
    hours,
    nowMs,
    // What is written in the minute that runs belongs to the shift.
    window:
      nowMs === null
        ? null
        : { from: isoOf(nowMs - Number.parseInt(hours, 10) * hourMs), to: isoOf(nowMs + 60_000) },
    setHours: (value: ShiftHours) => void navigate({ search: (b) => ({ ...b, hours: value }) }),
  };
}

const isoOf = (atMs: number) => new Date(atMs).toISOString();
