/**
 * Rows of raw tables that are of no single day: what documents state of several days, the samples left out for it, and
 * what registers counted while they were silent over a midnight.
 */
import type { Worded } from "@aidc/contract";
import { clockTimeAt, dayNameAt } from "../../billing/month.ts";
import type { EnergySpan } from "../../corrections/used.ts";
import { same } from "../cells.ts";
import type { PairedDay } from "../inputs.ts";
import { worded } from "../words.ts";

export function spanNotes(spans: readonly EnergySpan[]): Worded[] {
  const leftOut = spans.some(({ kind }) => kind === "left_out") ? [leftOutNote] : [];
  const silent = spans.some(({ kind }) => kind === "silence") ? [silenceNote] : [];
  const stated = spans.some(({ kind }) => kind === "stated") ? [spanNote] : [];
  return [...stated, ...leftOut, ...silent];
}

const spanNote = worded(
  "A row of several days is what a document states of them; how it spreads over the days is not known.",
  "涵盖多日的行为单据所述总量，其在各日的分布未知。",
);
export const leftOutNote = worded(
  "Where a document counts instead of samples that cover too little of its time, a row below zero takes the samples out again.",
  "单据取代覆盖不足的采样时，另有一行负值将该采样扣除。",
);

export const silenceNote = worded(
  "A row from one time of day to another is what registers counted while nobody read them over a midnight: it is known for that time, belongs to no single day, and counts in every period that holds all of it.",
  "起止于日内时刻的行为电能表跨零点中断读数期间累计的电量：整段总量已知，不属于任何一日，计入包含整段的各期间。",
);

/** How a row of several days is called: what a document states of them, or what samples it takes the place of. */
export function spanName({ kind, window }: Pick<PairedDay, "kind" | "window">, timeZone: string) {
  if (kind === "silence") {
    const times = [window.fromMs, window.toMs].map((atMs) => clockTimeAt(atMs, timeZone)).join(" - ");
    return { id: times, label: worded(`${times}, no reading between`, `${times}，其间无读数`) };
  }
  const days = [...new Set([dayNameAt(window.fromMs, timeZone), dayNameAt(window.toMs - 1, timeZone)])];
  const name = days.join(" - ");
  const title = kind === "left_out" ? worded(`${name}, samples left out`, `${name}，不计的采样`) : same(name);
  return { id: kind === "left_out" ? `${name} left out` : name, label: title };
}
