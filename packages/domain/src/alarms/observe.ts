/**
 * One alarm at one evaluation: the shelf may end, the condition may turn, and what follows is a new record with the
 * lines for the journal. Records are never changed in place, so that one can wait to be written while the next is made.
 */
import type { AlarmRule } from "@aidc/contract";
import type { ConditionState, Reading } from "./condition.ts";
import { clearCondition, nextCondition, nextPrometheusCondition } from "./condition.ts";
import type { AlarmEvent, AlarmLife } from "./life-cycle.ts";
import { isActive, newLife, onTurn } from "./life-cycle.ts";
import { expireShelf } from "./silence.ts";
import type { AlarmSubject } from "./watched.ts";

export interface AlarmRecord {
  readonly id: string;
  readonly rule: string;
  readonly subject: AlarmSubject;
  readonly life: AlarmLife;
  readonly condition: ConditionState;
  /** When it last turned. */
  readonly value: number | null;
}

export interface Observed {
  readonly record: AlarmRecord;
  readonly events: readonly AlarmEvent[];
}

export const newRecord = (id: string, rule: string, subject: AlarmSubject): AlarmRecord => ({
  id,
  rule,
  subject,
  life: newLife,
  condition: clearCondition,
  value: null,
});

/** Nothing to remember: it never was, nobody silenced it, and it is not on its way. */
export const isPristine = ({ life, condition }: AlarmRecord): boolean =>
  life.occurrence === null &&
  life.shelf === null &&
  !life.outOfService &&
  !condition.active &&
  condition.turningSinceMs === null;

type TimedRule = Pick<AlarmRule, "condition" | "onDelayS" | "offDelayS" | "timing" | "latched">;

/** Whether what the rule raises stays until somebody resets it. */
export const latches = ({ condition, latched }: Pick<AlarmRule, "condition" | "latched">): boolean =>
  condition.kind === "leak" || latched === true;

/** How the rule's delays are meant. */
export const timingOf = ({ timing }: Pick<AlarmRule, "timing">): typeof nextCondition =>
  timing === "prometheus" ? nextPrometheusCondition : nextCondition;

/** @returns null when nothing changed */
export function observe(
  record: AlarmRecord,
  rule: TimedRule,
  seen: { readonly reading: Reading; readonly value: number; readonly nowMs: number },
): Observed | null {
  const { reading, value, nowMs } = seen;
  const shelf = expireShelf(record.life, nowMs);
  const delays = { onDelayMs: rule.onDelayS * 1000, offDelayMs: rule.offDelayS * 1000 };
  const { state, turn } = timingOf(rule)(record.condition, reading, delays, nowMs);
  const turned = turn ? onTurn(shelf.life, turn, latches(rule), value) : { life: shelf.life, events: [] };
  const events = [...shelf.events, ...turned.events];
  if (events.length === 0 && isSame(state, record.condition)) return null;
  const known = turn && Number.isFinite(value) ? value : record.value;
  return { record: { ...record, life: turned.life, condition: state, value: known }, events };
}

/** What it was about is gone, or nobody watches it any more: there is nothing left to respond to. */
export function retire(record: AlarmRecord, nowMs: number): Observed | null {
  if (!isActive(record.life)) return null;
  const { life, events } = onTurn(record.life, { to: "clear", onsetMs: nowMs, changedAtMs: nowMs });
  return { record: { ...record, life, condition: clearCondition }, events };
}

function isSame(a: ConditionState, b: ConditionState): boolean {
  return a.active === b.active && a.turningSinceMs === b.turningSinceMs && a.quality === b.quality;
}
