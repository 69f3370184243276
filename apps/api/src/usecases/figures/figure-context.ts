import type { CenterDocument, Precision, TariffVersion, WindowMs } from "@aidc/contract";
import type { HeldState, KnownCorrections, RackLine, ServerAbsence } from "@aidc/domain";
import type { BoundPoint, TelemetryStore } from "@aidc/store";
import type { SeriesReader } from "./series-reader.ts";

/** Everything a figure of one center over one window is made from. */
export interface FigureContext extends SeriesReader {
  readonly document: CenterDocument;
  readonly points: readonly BoundPoint[];
  readonly window: WindowMs;
  /** Adds many points up in the database; absent: they are read one by one. */
  readonly sums: Pick<TelemetryStore, "sumDays" | "boundsOfHours"> | undefined;
  /** Only this tenant's share; absent: the whole center. */
  readonly tenant: string | undefined;
  readonly precision: Precision | undefined;
  /** Every version of the electricity tariff, in any order; only the figure of cost asks for them. */
  readonly tariffs: readonly TariffVersion[];
  /** Lines that imports left of the inventory, oldest first; only figures of what is installed ask for them. */
  readonly states: readonly HeldState[];
  /** Of each rack oldest first; only the occupancy by power asks for them. */
  readonly rackLines: readonly RackLine[];
  /** When servers did not stand there; only the occupancy by count and by power and the halls ask for them. */
  readonly absences: readonly ServerAbsence[];
  /** What somebody knows better than the samples; only figures of energy ask for it. */
  readonly known: KnownCorrections;
}

export function lengthMs(window: WindowMs): number {
  return window.toMs - window.fromMs;
}
