/**
 * Where alarms stood at a past instant, from the lines that the journal has of their newest occurrence by then. An
 * occurrence that sounded was under no silence when it began, so its own lines say everything about silence too.
 */
import type { AlarmEventLine } from "@aidc/contract";
import { subjectKinds } from "@aidc/contract";
import { clearCondition } from "./condition.ts";
import type { AlarmEvent, Occurrence } from "./life-cycle.ts";
import { newLife } from "./life-cycle.ts";
import type { AlarmRecord } from "./observe.ts";
import type { AlarmSubject } from "./watched.ts";

export interface PastAlarms {
  /** Those that needed somebody or had needed somebody, without those that were silenced. */
  readonly records: readonly AlarmRecord[];
  /** Silenced by a shelf, a maintenance or out of service while their condition held. */
  readonly silenced: number;
}

export interface JournalLine extends Omit<AlarmEventLine, "unit" | "place"> {
  readonly event: AlarmEvent;
}
type Line = Pick<JournalLine, "alarm" | "rule" | "occurrence" | "atMs" | "by" | "note" | "value" | "event">;
interface Standing {
  readonly occurrence: Occurrence | null;
  readonly value: number | null;
  /**
   * What silences it. "unsaid": it began in silence, whose cause has its line before this occurrence; if there is
   * anything to show when that ends, it annunciates.
   */
  readonly silences: ReadonlySet<AlarmEvent | "unsaid">;
}

const beginnings: Partial<Record<AlarmEvent, AlarmEvent>> = {
  unshelve: "shelve",
  unsuppress: "suppress",
  in_service: "out_of_service",
};

/**
 * @param lines of the newest occurrence of each alarm, in the order of the journal
 * @param latches whether what the rule raises stays until somebody resets it
 */
export function pastAlarms(lines: readonly Line[], latches: (ruleId: string) => boolean): PastAlarms {
  const records: AlarmRecord[] = [];
  let silenced = 0;
  for (const [id, own] of Map.groupBy(lines, ({ alarm }) => alarm)) {
    const rule = own[0]?.rule ?? "";
    const { occurrence, value, silences } = own.reduce<Standing>(
      (standing, line) => follow(standing, line, latches(rule)),
      { occurrence: null, value: null, silences: new Set() },
    );
    const subject = subjectOf(id);
    if (occurrence === null || subject === null) continue;
    if (silences.size > 0) {
      if (occurrence.clearedMs === null) silenced++;
      continue;
    }
    const condition = { ...clearCondition, active: occurrence.clearedMs === null };
    records.push({ id, rule, subject, life: { ...newLife, occurrence }, condition, value });
  }
  return { records, silenced };
}

function follow(standing: Standing, line: Line, latched: boolean): Standing {
  const { occurrence, silences } = standing;
  const { event, atMs, by } = line;
  const value = line.value ?? standing.value;
  switch (event) {
    case "raise_silently":
      return { occurrence: begun(line, latched), value, silences: new Set(["unsaid"]) };
    case "annunciate": {
      const again = occurrence && { ...occurrence, acknowledged: null, annunciatedMs: atMs };
      return { occurrence: again ?? begun(line, latched), value, silences: new Set() };
    }
    case "clear":
      return { ...standing, value, occurrence: occurrence && { ...occurrence, clearedMs: atMs } };
    case "acknowledge":
      return { ...standing, occurrence: seenBy(occurrence, { atMs, by: by ?? "", note: line.note }) };
    case "unacknowledge":
      return { ...standing, occurrence: seenBy(occurrence, null) };
    case "reset":
      return { ...standing, occurrence: occurrence && { ...occurrence, latched: false } };
    case "shelve":
    case "suppress":
    case "out_of_service":
      return { ...standing, silences: new Set([...silences, event]) };
    default:
      return leftBy(standing, event, atMs);
  }
}

function begun({ occurrence: number, atMs, value }: Line, latched: boolean): Occurrence {
  const times = { onsetMs: atMs, raisedMs: atMs, clearedMs: null };
  const read = value === null ? {} : { raisedValue: value };
  return { number, ...times, ...read, acknowledged: null, ...(latched ? { latched } : {}) };
}

function seenBy(occurrence: Occurrence | null, acknowledged: Occurrence["acknowledged"]): Occurrence | null {
  return occurrence && { ...occurrence, acknowledged };
}

/** One silence ends. What came and went under it is normal, and nobody is asked to acknowledge it. */
function leftBy(standing: Standing, event: AlarmEvent, atMs: number): Standing {
  const { occurrence } = standing;
  const silences = new Set(standing.silences);
  const begin = beginnings[event];
  if (begin !== undefined) silences.delete(begin);
  const isOver = silences.size === 0 && occurrence !== null && occurrence.clearedMs !== null;
  if (!isOver || occurrence.acknowledged) return { ...standing, silences };
  return { ...standing, silences, occurrence: seenBy(occurrence, { atMs, by: "", note: "" }) };
}

const senders = ["source", "wall", "alert"] as const;

/** An alarm is called `<rule>/<kind>/<id>`, and only the id may have a slash. */
function subjectOf(alarm: string): AlarmSubject | null {
  const [, kind, ...rest] = alarm.split("/");
  const known = [...subjectKinds, ...senders].find((one) => one === kind);
  return known === undefined ? null : { kind: known, id: rest.join("/") };
}
