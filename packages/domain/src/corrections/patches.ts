/**
 * Corrections as what they do to the energy of one metered thing. A stated amount is spread evenly over its window;
 * the parts of a window that is cut add up to it exactly. Source: standards 1.1 "Counter decrease" (only an exchange
 * record makes a foreign first reading acceptable), 1.2 (gap filling only from a redundant meter, and shown).
 */
import type { Correction, Grade, WindowMs } from "@aidc/contract";
import { parseDecimal } from "../billing/decimal.ts";
import type { MeterExchange } from "../energy/register.ts";

export type Patch =
  /** Instead of what was measured (`all`), or only where nothing was (`gaps`). */
  | {
      readonly kind: "stated";
      readonly window: WindowMs;
      readonly millijoules: bigint;
      readonly over: "all" | "gaps";
    }
  | { readonly kind: "excluded"; readonly window: WindowMs }
  /** Where nothing was measured, what this meter says. */
  | { readonly kind: "redundant"; readonly window: WindowMs; readonly meter: string };

interface SubjectRef {
  readonly kind: string;
  readonly id: string;
}

export function isOf({ draft }: Correction, subject: SubjectRef): boolean {
  return draft.subject.kind === subject.kind && draft.subject.id === subject.id;
}

/** Of one subject, by time. Recording refuses windows that overlap, so at most one holds at any instant. */
export function patchesOf(corrections: readonly Correction[], subject: SubjectRef): Patch[] {
  return corrections
    .filter((one) => isOf(one, subject))
    .flatMap(({ draft }) => patchOf(draft) ?? [])
    .sort((a, b) => a.window.fromMs - b.window.fromMs);
}

function patchOf(draft: Correction["draft"]): Patch | null {
  if (draft.kind === "meter_exchange") return null;
  const window = { fromMs: Date.parse(draft.from), toMs: Date.parse(draft.to) };
  if (draft.kind === "gap_fill" && draft.fromMeter !== null)
    return { kind: "redundant", window, meter: draft.fromMeter };
  if (draft.energyKwh === null) return { kind: "excluded", window };
  const over = draft.kind === "gap_fill" ? "gaps" : "all";
  return { kind: "stated", window, millijoules: millijoulesOf(draft.energyKwh), over };
}

/** By time, in units of the point: Wh. */
export function exchangesOf(corrections: readonly Correction[], subject: SubjectRef): MeterExchange[] {
  return corrections
    .flatMap((one) => (isOf(one, subject) && one.draft.kind === "meter_exchange" ? [one.draft] : []))
    .map(({ at, lastReadingKwh, firstReadingKwh, factor }) => ({
      atMs: Date.parse(at),
      finalReading: whOf(lastReadingKwh),
      initialReading: whOf(firstReadingKwh),
      factor: Number(factor),
    }))
    .sort((a, b) => a.atMs - b.atMs);
}

/** Up to six digits after the point are whole millijoules. */
export function millijoulesOf(kwh: string): bigint {
  return (parseDecimal(kwh) * 36n) / 10n;
}

function whOf(kwh: string): number {
  const nano = parseDecimal(kwh);
  return Number(nano / 1_000_000n) + Number(nano % 1_000_000n) / 1e6;
}

/** What a person states is assumed; what another meter or register vouches for is derived. */
export function gradeOfCorrection({ draft }: Correction): Grade {
  if (draft.kind === "meter_exchange") return "derived";
  return draft.kind === "gap_fill" && draft.fromMeter !== null ? "derived" : "assumed";
}

/** Share of a stated amount in a part of its window; shares of adjoining parts add up exactly. */
export function amountWithin(
  patch: { readonly window: WindowMs; readonly millijoules: bigint },
  part: WindowMs,
): bigint {
  const { fromMs, toMs } = patch.window;
  const until = (atMs: number) =>
    (patch.millijoules * BigInt(Math.min(Math.max(atMs, fromMs), toMs) - fromMs)) / BigInt(toMs - fromMs);
  return until(part.toMs) - until(part.fromMs);
}
