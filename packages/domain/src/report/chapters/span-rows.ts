/** Rows of raw tables that documents make: what they state of several days, and the samples left out for it. */
import type { Worded } from "@aidc/contract";
import { dayNameAt } from "../../billing/month.ts";
import type { EnergySpan } from "../../corrections/used.ts";
import { same } from "../cells.ts";
import type { PairedDay } from "../inputs.ts";
import { worded } from "../words.ts";

export function spanNotes(spans: readonly EnergySpan[]): Worded[] {
  const leftOut = spans.some(({ kind }) => kind === "left_out") ? [leftOutNote] : [];
  return spans.length > 0 ? [spanNote, ...leftOut] : [];
}

const spanNote = worded(
  "A row of several days is what a document states of them; how it spreads over the days is not known.",
  "涵盖多日的行为单据所述总量，其在各日的分布未知。",
);
export const leftOutNote = worded(
  "Where a document counts instead of samples that cover too little of its time, a row below zero takes the samples out again.",
  "单据取代覆盖不足的采样时，另有一行负值将该采样扣除。",
);

/** How a row of several days is called: what a document states of them, or what samples it takes the place of. */
export function spanName({ kind, window }: Pick<PairedDay, "kind" | "window">, timeZone: string) {
  const days = [...new Set([dayNameAt(window.fromMs, timeZone), dayNameAt(window.toMs - 1, timeZone)])];
  const name = days.join(" - ");
  const title = kind === "left_out" ? worded(`${name}, samples left out`, `${name}，不计的采样`) : same(name);
  return { id: kind === "left_out" ? `${name} left out` : name, label: title };
}
