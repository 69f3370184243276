/**
 * The life of an alarm. Sub-states are flags (active, acknowledged, shelved, suppressed, out of service); the letter
 * is derived. An acknowledgement names the occurrence, so that one that races with a re-activation cannot silence
 * the new one. Source: standards 4.1 (ISA-18.2 / IEC 62682, OPC UA Part 9).
 */
import type { AlarmLetter } from "@aidc/contract";
import type { Turn } from "./condition.ts";

export interface Occurrence {
  /** Counts up per alarm; names the occurrence. */
  readonly number: number;
  readonly onsetMs: number;
  readonly raisedMs: number;
  readonly clearedMs: number | null;
  readonly acknowledged: { readonly atMs: number; readonly by: string; readonly note: string } | null;
}

/** Silenced by a person, for a time, with a reason. */
export interface Shelf {
  readonly by: string;
  readonly reason: string;
  readonly untilMs: number;
}

export interface AlarmLife {
  readonly occurrence: Occurrence | null;
  readonly shelf: Shelf | null;
  /** By logic: a parent is down, or a maintenance window holds. */
  readonly suppressed: boolean;
  readonly outOfService: boolean;
}

/** What happened, for the journal; `annunciate` is a new entry into state B. */
export type AlarmEvent =
  | "annunciate"
  | "raise_silently"
  | "clear"
  | "acknowledge"
  | "shelve"
  | "unshelve"
  | "suppress"
  | "unsuppress"
  | "out_of_service"
  | "in_service";

export interface Step {
  readonly life: AlarmLife;
  readonly events: readonly AlarmEvent[];
}

export const newLife: AlarmLife = { occurrence: null, shelf: null, suppressed: false, outOfService: false };

export const isActive = (life: AlarmLife): boolean =>
  life.occurrence !== null && life.occurrence.clearedMs === null;
export const isSilenced = (life: AlarmLife): boolean =>
  life.shelf !== null || life.suppressed || life.outOfService;

export function letterOf(life: AlarmLife): AlarmLetter {
  if (life.outOfService) return "I";
  if (life.suppressed) return "H";
  if (life.shelf !== null) return "G";
  if (life.occurrence === null) return "A";
  const { acknowledged, clearedMs } = life.occurrence;
  if (clearedMs === null) return acknowledged ? "C" : "B";
  return acknowledged ? "A" : "D";
}

/** The condition turned. A re-activation is a new occurrence and needs a new acknowledgement. */
export function onTurn(life: AlarmLife, turn: Turn): Step {
  if (turn.to === "clear") {
    if (!isActive(life) || !life.occurrence) return { life, events: [] };
    const occurrence = { ...life.occurrence, clearedMs: turn.changedAtMs };
    return { life: { ...life, occurrence }, events: ["clear"] };
  }
  const occurrence: Occurrence = {
    number: (life.occurrence?.number ?? 0) + 1,
    onsetMs: turn.onsetMs,
    raisedMs: turn.changedAtMs,
    clearedMs: null,
    acknowledged: null,
  };
  return {
    life: { ...life, occurrence },
    events: [isSilenced(life) ? "raise_silently" : "annunciate"],
  };
}

export type AckRefusal = "no_such_occurrence" | "acknowledged_before";

/** @param occurrence number that the person saw; another one is not silenced by it */
export function acknowledge(
  life: AlarmLife,
  occurrence: number,
  who: { readonly by: string; readonly note: string },
  atMs: number,
): Step | AckRefusal {
  if (life.occurrence?.number !== occurrence) return "no_such_occurrence";
  if (life.occurrence.acknowledged) return "acknowledged_before";
  const acknowledged = { atMs, ...who };
  return { life: { ...life, occurrence: { ...life.occurrence, acknowledged } }, events: ["acknowledge"] };
}
