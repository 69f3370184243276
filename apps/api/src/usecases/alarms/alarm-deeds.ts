import type { AlarmView, AuditAction, AuditDraft } from "@aidc/contract";
import type {
  AckRefusal,
  AlarmLife,
  Occurrence,
  ResetRefusal,
  ShelfRefusal,
  Step,
  TakeBackRefusal,
} from "@aidc/domain";
import {
  acknowledge,
  longestShelfMs,
  resetLatch,
  setOutOfService,
  shelve,
  takeBack,
  unshelve,
} from "@aidc/domain";
import { AppError, badField } from "../app-error.ts";
import type { Caller } from "../caller.ts";
import { changeBy } from "../caller.ts";

/** Something a person does with an alarm. */
export interface AlarmDeed {
  /** @throws AppError when the rules refuse */
  readonly decide: (life: AlarmLife, nowMs: number) => Step;
  /**
   * The same for another alarm, by its occurrence and whether the alarm brought it about; null: not that one. Absent:
   * it is done to that alarm alone.
   */
  readonly decideAlong?: (of: Occurrence, isBroughtAbout: boolean) => AlarmDeed["decide"] | null;
  readonly words: { readonly by: string; readonly note: string };
  /** @param along how many went with it */
  readonly audit: (before: AlarmView, along: number) => AuditDraft;
}

/** What was written came before what has happened since: if the rules refuse it by now, that has overtaken it. */
export function decidedAgain(decide: AlarmDeed["decide"], life: AlarmLife, nowMs: number): AlarmLife {
  try {
    return decide(life, nowMs).life;
  } catch {
    return life;
  }
}

interface OfAlarm {
  readonly center: string;
  readonly alarm: string;
}

export function acknowledging(
  caller: Caller,
  input: OfAlarm & {
    readonly occurrence: number;
    readonly note: string;
    readonly seenMs?: number | undefined;
  },
): AlarmDeed {
  const { actor } = changeBy(caller);
  const { occurrence, note, seenMs = Number.POSITIVE_INFINITY } = input;
  const words = { by: actor.name, note };
  const audit = audited(caller, input, "alarm.acknowledge", { occurrence, note });
  const along = { ...words, along: input.alarm };
  return {
    words,
    decide: (life, nowMs) => allowed(acknowledge(life, occurrence, words, nowMs), life),
    decideAlong: ({ number, raisedMs }, isBroughtAbout) =>
      isBroughtAbout && raisedMs <= seenMs
        ? (life, nowMs) => allowed(acknowledge(life, number, along, nowMs), life)
        : null,
    audit: (before, count) => withAlong(audit(before), count),
  };
}

/** What went along and has ended since stays acknowledged, as do those that somebody saw for themselves. */
export function takingBack(caller: Caller, input: OfAlarm & { readonly occurrence: number }): AlarmDeed {
  const { occurrence } = input;
  const audit = audited(caller, input, "alarm.unacknowledge", { occurrence });
  return {
    words: { by: changeBy(caller).actor.name, note: "" },
    decide: (life) => allowed(takeBack(life, occurrence), life),
    decideAlong: ({ number, acknowledged }) =>
      acknowledged?.along === input.alarm
        ? (life) => {
            const step = takeBack(life, number);
            return typeof step === "string" ? { life, events: [] } : step;
          }
        : null,
    audit: (before, along) => withAlong(audit(before), along),
  };
}

/** How many others it acknowledged is in the log too; where there were none it says nothing of them. */
function withAlong(draft: AuditDraft, along: number): AuditDraft {
  return along === 0 ? draft : { ...draft, after: { ...Object(draft.after), along } };
}

export function resetting(
  caller: Caller,
  input: OfAlarm & { readonly occurrence: number; readonly note: string },
): AlarmDeed {
  const { occurrence, note } = input;
  return {
    decide: (life) => allowed(resetLatch(life, occurrence), life),
    words: { by: changeBy(caller).actor.name, note },
    audit: audited(caller, input, "alarm.reset", { occurrence, note }),
  };
}

export function shelving(
  caller: Caller,
  input: OfAlarm & { readonly reason: string; readonly until: string },
): AlarmDeed {
  const { actor } = changeBy(caller);
  const { reason, until } = input;
  const shelf = { by: actor.name, reason, untilMs: Date.parse(until) };
  return {
    decide: (life, nowMs) => allowed(shelve(life, shelf, nowMs), life),
    words: { by: actor.name, note: reason },
    audit: audited(caller, input, "alarm.shelve", { reason, until }),
  };
}

export function unshelving(caller: Caller, input: OfAlarm): AlarmDeed {
  return {
    decide: unshelve,
    words: { by: changeBy(caller).actor.name, note: "" },
    audit: audited(caller, input, "alarm.shelve", { until: null }),
  };
}

export function settingService(
  caller: Caller,
  input: OfAlarm & { readonly outOfService: boolean; readonly reason: string },
): AlarmDeed {
  const { outOfService, reason } = input;
  return {
    decide: (life, nowMs) => setOutOfService(life, outOfService, nowMs),
    words: { by: changeBy(caller).actor.name, note: reason },
    audit: audited(caller, input, "alarm.service", { outOfService, reason }),
  };
}

function audited(
  caller: Caller,
  { center, alarm }: OfAlarm,
  action: AuditAction,
  after: { [key: string]: string | number | boolean | null },
) {
  return ({ letter, occurrence, shelf }: AlarmView): AuditDraft => ({
    ...changeBy(caller),
    action,
    outcome: "done",
    center,
    tenant: null,
    subject: `alarm/${alarm}`,
    before: { letter, occurrence, shelf },
    after,
  });
}

function allowed(
  step: Step | AckRefusal | TakeBackRefusal | ResetRefusal | ShelfRefusal,
  life: AlarmLife,
): Step {
  switch (step) {
    case "no_such_occurrence":
      throw new AppError(
        "conflict",
        `The alarm has moved on: its newest occurrence is ${life.occurrence?.number ?? 0}. Look at that one.`,
      );
    case "acknowledged_before":
      throw new AppError("conflict", `It was acknowledged before, by ${life.occurrence?.acknowledged?.by}.`);
    case "nothing_to_take_back":
      throw new AppError("conflict", "It is not acknowledged: there is nothing to take back.");
    case "ended_since":
      throw new AppError("conflict", "It has ended since it was acknowledged, so that stays.");
    case "not_latched":
      throw new AppError("conflict", "There is nothing to reset: it is not latched, or was reset before.");
    case "still_active":
      throw new AppError("conflict", "Its condition still holds: it can be reset when that has gone.");
    case "not_acknowledged":
      throw new AppError("conflict", "It is not acknowledged yet: acknowledge it before the reset.");
    case "no_reason":
      throw badField("reason", "is empty");
    case "no_end":
      throw badField("until", "is not after the center's now");
    case "too_long":
      throw badField(
        "until",
        `is more than ${longestShelfMs / 3_600_000} hours away; take it out of service instead`,
      );
    default:
      return step;
  }
}
