import type { LedgerMeter } from "../usecases/billing/ledger-meter.ts";
import type { Job } from "./repeat.ts";

const everyMs = 60_000;

/** Keeps the ledger up to the clock of each center. */
export function meterLedger(meter: LedgerMeter): Job {
  return {
    name: "ledger",
    everyMs,
    run: async () => {
      const metered = await meter.run();
      return metered.appended + metered.reversed > 0 ? metered : undefined;
    },
  };
}
