import type { Quantity, Subject } from "@aidc/contract";

/** How often each kind is sampled live; also the cadence its freshness is judged by. */
export const liveIntervalsMs = {
  meter: 2000,
  rack: 2000,
  plant: 5000,
  server: 5000,
  accelerator: 15_000,
  tenant: 30_000,
} as const;
export type DemoKind = keyof typeof liveIntervalsMs;

/** One series of the demo center, as it is pushed. */
export interface DemoSeries {
  readonly kind: DemoKind;
  readonly subject: Subject;
  readonly quantity: Quantity;
  /** `__name__` and the label that names the subject, profile `aidc`. */
  readonly labels: Readonly<Record<string, string>>;
  /** null where the source says nothing. */
  readonly read: (timeMs: number) => number | null;
}
