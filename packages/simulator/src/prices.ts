import type { PriceDraft } from "@aidc/contract";
import { dayMs } from "./calendar.ts";
import { kits } from "./story.ts";

/** Before the first contract of the story. */
const sinceDays = 800;

/** CNY a card-hour, committed and on demand; invented, as everything here. */
const priced: readonly [kit: keyof typeof kits, leased: string, allocated: string][] = [
  ["h100", "14.5", "19.8"],
  ["h20", "6.2", "8.9"],
  ["ascend", "7.4", "10.5"],
  ["mlu", "4.1", "5.9"],
  ["kunlun", "4.6", "6.6"],
  ["hygon", "3.4", "4.9"],
  ["metax", "5.2", "7.4"],
];
const night = { id: "night", from: "22:00", to: "08:00", factor: "0.7" };

/** The demo center's price book: every model by the card-hour, nights cheaper where use is paid for. */
export function demoPrices(anchorMs: number): PriceDraft {
  return {
    effectiveFrom: new Date(anchorMs - sinceDays * dayMs).toISOString(),
    currency: "CNY",
    note: "Simulated prices of a simulated center.",
    rules: priced.flatMap(([kit, leased, allocated]) => {
      const hour = { unit: "card_hour" as const, model: kits[kit].model };
      return [
        { ...hour, id: `${kit}-committed`, basis: "leased" as const, unitPrice: leased, bands: [] },
        {
          ...hour,
          id: `${kit}-on-demand`,
          basis: "allocated" as const,
          unitPrice: allocated,
          bands: [night],
        },
      ];
    }),
  };
}
