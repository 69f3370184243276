/**
 * Availability = (agreed service time - unplanned down) / agreed service time, weighted by accelerators. Announced
 * maintenance leaves both sides; incidents that overlap are united, and a minute inside maintenance is not down.
 * Source: standards 3.4.
 */
import type { WindowMs } from "@aidc/contract";
import { gapsIn, intersectIntervals, totalMs, unionIntervals } from "../time/intervals.ts";

export interface ServiceSpan extends WindowMs {
  readonly kind: "incident" | "maintenance";
}

/** Capacity of one kind of user, and what touched it. */
export interface ServedCapacity {
  readonly accelerators: number;
  readonly spans: readonly ServiceSpan[];
  /** When it was agreed; left out: always. What happens before or after is none of its time. */
  readonly agreed?: WindowMs;
  /** When it is not known whether it was up: on neither side, and disclosed. */
  readonly unknown?: readonly WindowMs[];
}

export interface ServiceTime {
  /** Accelerator-milliseconds. */
  readonly agreedMs: number;
  readonly downMs: number;
  /** Beside the agreed: of it nobody knows whether it was up. */
  readonly unknownMs: number;
}

export function serviceTimeOf(capacity: readonly ServedCapacity[], window: WindowMs): ServiceTime {
  const sum = { agreedMs: 0, downMs: 0, unknownMs: 0 };
  for (const { accelerators, spans, agreed: own = window, unknown = [] } of capacity) {
    const of = (kind: ServiceSpan["kind"]) =>
      intersectIntervals([window], unionIntervals(spans.filter((span) => span.kind === kind)));
    const due = intersectIntervals([own], gapsIn(window, of("maintenance")));
    const down = intersectIntervals(due, of("incident"));
    const untold = intersectIntervals(intersectIntervals(due, gapsIn(window, down)), unionIntervals(unknown));
    sum.agreedMs += accelerators * (totalMs(due) - totalMs(untold));
    sum.downMs += accelerators * totalMs(down);
    sum.unknownMs += accelerators * totalMs(untold);
  }
  return sum;
}

/** null where no service was agreed. */
export function availabilityOf({ agreedMs, downMs }: Omit<ServiceTime, "unknownMs">): number | null {
  return agreedMs > 0 ? (agreedMs - downMs) / agreedMs : null;
}

/** Mean time to repair and between failures of the united incidents, ms; null where none happened. */
export function repairTimes(
  incidents: readonly WindowMs[],
  window: WindowMs,
): { readonly repairs: number; readonly mttrMs: number | null; readonly mtbfMs: number | null } {
  const united = intersectIntervals([window], unionIntervals(incidents));
  const downMs = totalMs(united);
  const repairs = united.length;
  const upMs = window.toMs - window.fromMs - downMs;
  return {
    repairs,
    mttrMs: repairs > 0 ? downMs / repairs : null,
    mtbfMs: repairs > 0 ? upMs / repairs : null,
  };
}
