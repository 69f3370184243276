import type { TariffDraft } from "@aidc/contract";
import { dayMs } from "./calendar.ts";

/** Before the first contract of the story. */
const sinceDays = 800;

/**
 * The demo center's electricity tariff: the shape of a two-part industrial tariff of eastern China (sharp peak in
 * summer inside the peak, deep night valley, levies that follow no band), with invented amounts.
 */
export function demoTariff(anchorMs: number): TariffDraft {
  return {
    effectiveFrom: new Date(anchorMs - sinceDays * dayMs).toISOString(),
    currency: "CNY",
    source: "Simulated tariff of a simulated center; it follows no published one.",
    note: "",
    components: [
      { id: "energy", name: "Energy", perKwh: "0.42", banded: true },
      { id: "grid", name: "Transmission and levies", perKwh: "0.19", banded: false },
    ],
    bands: [
      { id: "sharp", from: "12:00", to: "14:00", months: [7, 8], factor: "2.25" },
      { id: "peak-day", from: "08:00", to: "15:00", factor: "1.8" },
      { id: "peak-evening", from: "18:00", to: "21:00", factor: "1.8" },
      { id: "valley", from: "22:00", to: "06:00", factor: "0.4" },
    ],
    demand: { perKwMonth: "42" },
  };
}
