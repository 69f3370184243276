/**
 * Everything that is not normal, as lists and walls show it: worst first, within a severity what most hangs on, then
 * the newest; what is silenced comes last. Bounded, and it says how much is left out. Source: standards 4.1, 4.3.
 */
import type { AlarmBoard, AlarmView, Severity } from "@aidc/contract";
import type { Exposures } from "./exposure.ts";
import { isActive, isSilenced, letterOf } from "./life-cycle.ts";
import type { AlarmRecord } from "./observe.ts";
import type { RuleWatch } from "./watched.ts";

export const mostAlarmsShown = 500;

/** A record whose rule has gone too is shown by what is left of it. */
export interface BoardContext {
  readonly watchOf: (ruleId: string) => Pick<RuleWatch, "rule" | "limit" | "unit"> | undefined;
  readonly exposures: Exposures;
  readonly placeOf: (subject: AlarmRecord["subject"]) => string;
  /** What an alert of another rule engine is called; null: as its rule. */
  readonly nameOf?: (subject: AlarmRecord["subject"]) => string | null;
  /** Id of the alarm that explains this one. */
  readonly rootOf: (record: AlarmRecord) => string | null;
}

type Picture = Pick<AlarmBoard, "alarms" | "more" | "counts" | "silenced">;

export function drawBoard(records: Iterable<AlarmRecord>, context: BoardContext): Picture {
  const none = () => ({ unacknowledged: 0, active: 0 });
  const counts = { critical: none(), major: none(), minor: none(), warning: none() };
  const ranked: Ranked[] = [];
  let silenced = 0;
  for (const record of records) {
    const letter = letterOf(record.life);
    if (letter === "A") continue;
    const one = rankOf(record, context);
    ranked.push(one);
    if (one.silenced) silenced++;
    else {
      const count = counts[one.severity];
      if (letter !== "C") count.unacknowledged++;
      if (letter !== "D") count.active++;
    }
  }
  ranked.sort(byRank);
  const alarms = ranked.slice(0, mostAlarmsShown).map(({ record }) => viewAlarm(record, context));
  return { alarms, more: Math.max(0, ranked.length - mostAlarmsShown), counts, silenced };
}

interface Ranked {
  readonly record: AlarmRecord;
  readonly silenced: boolean;
  readonly severity: Severity;
  readonly tenants: number;
  readonly accelerators: number;
  readonly raisedMs: number;
}

function rankOf(record: AlarmRecord, { watchOf, exposures }: BoardContext): Ranked {
  const severity = watchOf(record.rule)?.rule.severity ?? "warning";
  const raisedMs = record.life.occurrence?.raisedMs ?? 0;
  return { record, severity, raisedMs, silenced: isSilenced(record.life), ...exposures.of(record.subject) };
}

const severityRank: Readonly<Record<Severity, number>> = { critical: 0, major: 1, minor: 2, warning: 3 };

function byRank(a: Ranked, b: Ranked): number {
  return (
    Number(a.silenced) - Number(b.silenced) ||
    severityRank[a.severity] - severityRank[b.severity] ||
    b.tenants - a.tenants ||
    b.accelerators - a.accelerators ||
    b.raisedMs - a.raisedMs ||
    (a.record.id < b.record.id ? -1 : 1)
  );
}

export function viewAlarm(record: AlarmRecord, context: BoardContext): AlarmView {
  const { life, subject } = record;
  const watch = context.watchOf(record.rule);
  const occurrence = life.occurrence;
  const given = context.nameOf?.(subject) ?? null;
  return {
    id: record.id,
    rule: record.rule,
    ruleName: given ?? watch?.rule.name ?? record.rule,
    ...(watch?.rule.nameZh === undefined || given !== null ? {} : { ruleNameZh: watch.rule.nameZh }),
    severity: watch?.rule.severity ?? "warning",
    subject: { kind: subject.kind, id: subject.id },
    place: context.placeOf(subject),
    letter: letterOf(life),
    quality: isActive(life) ? record.condition.quality : "good",
    occurrence: occurrence?.number ?? 0,
    onsetMs: occurrence?.onsetMs ?? 0,
    raisedMs: occurrence?.raisedMs ?? 0,
    clearedMs: occurrence?.clearedMs ?? null,
    acknowledged: occurrence?.acknowledged ?? null,
    shelf: life.shelf,
    value: record.value,
    limit: watch?.limit ?? null,
    unit: watch?.unit ?? "",
    exposure: context.exposures.of(subject),
    root: context.rootOf(record),
  };
}
