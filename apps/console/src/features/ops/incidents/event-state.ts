import type { ServiceEvent } from "@aidc/contract";
import { holdsAt, intervalOf } from "@aidc/domain";
import type { Mark } from "../../../ui/state-mark.tsx";

export type EventState = "planned" | "on" | "over";

export function eventStateOf(event: Pick<ServiceEvent, "from" | "to">, nowMs: number): EventState {
  const interval = intervalOf(event);
  if (holdsAt(interval, nowMs)) return "on";
  return interval.fromMs > nowMs ? "planned" : "over";
}

/** An incident that is on is the one thing that must be seen. */
export function eventMarks(event: Pick<ServiceEvent, "kind" | "from" | "to">, nowMs: number): Mark {
  const state = eventStateOf(event, nowMs);
  if (state === "over") return "unknown";
  if (state === "planned") return "info";
  return event.kind === "incident" ? "critical" : "warning";
}
