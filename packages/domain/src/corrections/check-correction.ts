/** What is wrong with a correction before it is recorded; afterwards it can only be withdrawn. */
import type { CenterDocument, Correction, CorrectionDraft, Issue, WindowMs } from "@aidc/contract";
import { isOf } from "./patches.ts";
import type { PowerBound } from "./power-bound.ts";
import { boundOfSubject, refuseAbove } from "./power-bound.ts";
import { sideOf } from "./readings.ts";

interface Surroundings {
  readonly document: Pick<CenterDocument, "meters" | "racks" | "servers" | "feeds"> & {
    readonly center: Pick<CenterDocument["center"], "itBoundary">;
  };
  /** What holds now. */
  readonly held: readonly Correction[];
  readonly nowMs: number;
  /** What the samples before and after allow. */
  readonly around: PowerBound;
}

export function checkCorrection(draft: CorrectionDraft, around: Surroundings): Issue[] {
  return [
    ...checkSubject(draft, around.document),
    ...(draft.kind === "meter_exchange" ? checkExchange(draft, around) : checkWindow(draft, around)),
    ...(draft.kind === "gap_fill" ? checkFill(draft, around.document) : []),
    ...(draft.kind === "meter_exchange" ? [] : checkAmount(draft, around)),
  ];
}

function checkSubject({ subject }: CorrectionDraft, document: Surroundings["document"]): Issue[] {
  const lists = { meter: document.meters, rack: document.racks, server: document.servers };
  const known = lists[subject.kind];
  const isWater = document.meters.some(({ id, role }) => id === subject.id && role === "water_intake");
  if (subject.kind === "meter" && isWater)
    return [{ path: "subject.id", message: "counts water, not energy; take its volume from a CSV file" }];
  return known.some(({ id }) => id === subject.id) ? [] : [noSuch("subject.id", subject.kind, known)];
}

function noSuch(path: string, kind: string, known: readonly { readonly id: string }[]): Issue {
  const shown = known.slice(0, 5).map(({ id }) => id);
  const hint = shown.length === 0 ? `the center has no ${kind}` : `known are ${shown.join(", ")}`;
  return { path, message: `is no ${kind} of this center; ${hint}${known.length > 5 ? ", …" : ""}` };
}

type Windowed = Exclude<CorrectionDraft, { kind: "meter_exchange" }>;

function checkWindow(draft: Windowed, { held, nowMs }: Surroundings): Issue[] {
  const window = { fromMs: Date.parse(draft.from), toMs: Date.parse(draft.to) };
  if (window.toMs <= window.fromMs) return [{ path: "to", message: "must be after from" }];
  if (window.toMs > nowMs) return [{ path: "to", message: "is in the future; correct what has been" }];
  const other = held.find((one) => {
    const theirs = windowOfCorrection(one);
    return (
      one.draft.kind !== "meter_exchange" &&
      isOf(one, draft.subject) &&
      theirs.fromMs < window.toMs &&
      window.fromMs < theirs.toMs
    );
  });
  return other ? [{ path: "from", message: `overlaps correction ${other.id}; withdraw that one first` }] : [];
}

function checkAmount(draft: Windowed, { document, around }: Surroundings): Issue[] {
  const { energyKwh, subject } = draft;
  if (energyKwh === null) return [];
  const { fromMs, toMs } = windowOfCorrection({ draft });
  const bound = boundOfSubject(subject, document, around);
  return refuseAbove(bound, { energyKwh, forMs: toMs - fromMs, path: "energyKwh" });
}

function checkExchange(
  draft: Extract<CorrectionDraft, { kind: "meter_exchange" }>,
  { held, nowMs }: Surroundings,
): Issue[] {
  if (draft.subject.kind !== "meter")
    return [{ path: "subject.kind", message: "must be meter: only a register is exchanged" }];
  const atMs = Date.parse(draft.at);
  if (atMs > nowMs) return [{ path: "at", message: "is in the future" }];
  const other = held.find(
    (one) =>
      one.draft.kind === "meter_exchange" && isOf(one, draft.subject) && Date.parse(one.draft.at) === atMs,
  );
  return other ? [{ path: "at", message: `is that of correction ${other.id}; withdraw that one first` }] : [];
}

function checkFill(
  { fromMeter, energyKwh, subject }: Extract<CorrectionDraft, { kind: "gap_fill" }>,
  { meters, center }: Surroundings["document"],
): Issue[] {
  if ((fromMeter === null) === (energyKwh === null))
    return [{ path: "fromMeter", message: "give either the meter that fills the gap, or energyKwh" }];
  if (fromMeter === null) return [];
  if (subject.kind === "meter" && fromMeter === subject.id)
    return [{ path: "fromMeter", message: "is the meter that has the gap; name another" }];
  const filling = meters.find(({ id }) => id === fromMeter);
  if (!filling) return [noSuch("fromMeter", "meter", meters)];
  // Racks and servers are in the sum only where no meter is at their boundary.
  const filled = subject.kind === "meter" ? meters.find(({ id }) => id === subject.id) : undefined;
  const side = filled && sideOf(filled.role, center.itBoundary)?.side;
  if (!side || sideOf(filling.role, center.itBoundary)?.side !== side) return [];
  const name = side === "it" ? "IT" : side;
  const message = `is summed on the ${name} side itself: it would count twice; name a meter beside that sum, or state energyKwh`;
  return [{ path: "fromMeter", message }];
}

/** Of an exchange, the instant alone. */
export function windowOfCorrection({ draft }: Pick<Correction, "draft">): WindowMs {
  if (draft.kind === "meter_exchange") {
    const atMs = Date.parse(draft.at);
    return { fromMs: atMs, toMs: atMs };
  }
  return { fromMs: Date.parse(draft.from), toMs: Date.parse(draft.to) };
}
