/**
 * The life of an alarm. Sub-states are flags (active, acknowledged, latched, shelved, suppressed, out of service); the
 * letter is derived. An acknowledgement names the occurrence, so that one that races with a re-activation cannot silence
 * the new one. Source: standards 4.1 (ISA-18.2 / IEC 62682, OPC UA Part 9).
 */
import type { AlarmLetter } from "@aidc/contract";
import type { Turn } from "./condition.ts";

export interface Acknowledgement {
  readonly atMs: number;
  readonly by: string;
  readonly note: string;
  /** The alarm that it was acknowledged along with, and comes back with. Absent: it was for itself. */
  readonly along?: string;
}

export interface Occurrence {
  /** Counts up per alarm; names the occurrence. */
  readonly number: number;
  readonly onsetMs: number;
  readonly raisedMs: number;
  /** What was read when it was raised: a code that has gone is still why. Absent: nothing was. */
  readonly raisedValue?: number;
  /** When silence over it ended and it began to need somebody. Absent: it did from the beginning, or does not yet. */
  readonly annunciatedMs?: number;
  readonly clearedMs: number | null;
  readonly acknowledged: Acknowledgement | null;
  /** Stays when the condition has gone, until a person resets it. Absent: no. */
  readonly latched?: boolean;
}

/** Silenced by a person, for a time, with a reason. */
export interface Shelf {
  readonly by: string;
  readonly reason: string;
  readonly untilMs: number;
}

/** Silenced by logic: a maintenance window of a service event holds. */
export interface Suppression {
  readonly event: string;
  readonly reason: string;
  readonly untilMs: number;
}

export interface AlarmLife {
  readonly occurrence: Occurrence | null;
  readonly shelf: Shelf | null;
  readonly suppression: Suppression | null;
  readonly outOfService: boolean;
}

/** What happened, for the journal; `annunciate` is a new entry into state B. */
export type AlarmEvent =
  | "annunciate"
  | "raise_silently"
  | "clear"
  | "acknowledge"
  | "unacknowledge"
  | "reset"
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

export const newLife: AlarmLife = {
  occurrence: null,
  shelf: null,
  suppression: null,
  outOfService: false,
};

export const isActive = (life: AlarmLife): boolean =>
  life.occurrence !== null && life.occurrence.clearedMs === null;
export const isSilenced = (life: AlarmLife): boolean =>
  life.shelf !== null || life.suppression !== null || life.outOfService;
/** The condition has gone and the alarm stays. */
export const isHeld = ({ occurrence }: AlarmLife): boolean =>
  occurrence !== null && occurrence.clearedMs !== null && occurrence.latched === true;

export const hasReturned = ({ occurrence }: AlarmLife): boolean =>
  occurrence !== null && occurrence.clearedMs !== null;

export function letterOf(life: AlarmLife): AlarmLetter {
  if (life.outOfService) return "I";
  if (life.suppression !== null && life.occurrence !== null) return "H";
  if (life.shelf !== null) return "G";
  if (life.occurrence === null) return "A";
  const { acknowledged, clearedMs } = life.occurrence;
  if (clearedMs === null) return acknowledged ? "C" : "B";
  if (isHeld(life)) return acknowledged ? "F" : "E";
  return acknowledged ? "A" : "D";
}

/** Whether it waits for somebody to acknowledge it; what is silenced does not. */
export function awaits(life: AlarmLife): boolean {
  const letter = letterOf(life);
  return letter === "B" || letter === "D" || letter === "E";
}

/**
 * The condition turned. A re-activation is a new occurrence and needs a new acknowledgement.
 * @param latches whether the occurrence that begins stays until it is reset
 * @param value read at this turn; not finite: nothing was
 */
export function onTurn(life: AlarmLife, turn: Turn, latches = false, value = Number.NaN): Step {
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
    ...(latches ? { latched: true } : {}),
    ...(Number.isFinite(value) ? { raisedValue: value } : {}),
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
  who: Omit<Acknowledgement, "atMs">,
  atMs: number,
): Step | AckRefusal {
  if (life.occurrence?.number !== occurrence) return "no_such_occurrence";
  if (life.occurrence.acknowledged) return "acknowledged_before";
  const acknowledged = { atMs, ...who };
  return { life: { ...life, occurrence: { ...life.occurrence, acknowledged } }, events: ["acknowledge"] };
}

export type TakeBackRefusal = "no_such_occurrence" | "nothing_to_take_back" | "ended_since";

/**
 * Nobody has it any more: it awaits an acknowledgement as before, without a new sound. Where it has returned or was reset
 * since, it would await one that nobody was asked for. Silence over it stays as it is.
 */
export function takeBack(life: AlarmLife, occurrence: number): Step | TakeBackRefusal {
  if (life.occurrence?.number !== occurrence) return "no_such_occurrence";
  const { acknowledged, clearedMs, latched } = life.occurrence;
  if (!acknowledged) return "nothing_to_take_back";
  if (latched === false || (clearedMs !== null && clearedMs >= acknowledged.atMs)) return "ended_since";
  const before = { ...life.occurrence, acknowledged: null };
  return { life: { ...life, occurrence: before }, events: ["unacknowledge"] };
}

export type ResetRefusal = "no_such_occurrence" | "not_latched" | "still_active" | "not_acknowledged";

/** A person lets go of what is latched: the condition must have gone, and somebody must have seen it. */
export function resetLatch(life: AlarmLife, occurrence: number): Step | ResetRefusal {
  if (life.occurrence?.number !== occurrence) return "no_such_occurrence";
  if (!life.occurrence.latched) return "not_latched";
  if (isActive(life)) return "still_active";
  if (!life.occurrence.acknowledged) return "not_acknowledged";
  return { life: { ...life, occurrence: { ...life.occurrence, latched: false } }, events: ["reset"] };
}
