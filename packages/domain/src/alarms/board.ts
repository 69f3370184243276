/**
 * Everything that is not normal, as lists and walls show it: worst first, within a severity what most hangs on, then
 * the newest; what is silenced comes last. Bounded, and it says how much is left out. Source: standards 4.1, 4.3.
 */
import type { AlarmBoard, AlarmView, Exposure, Severity } from "@aidc/contract";
import type { Exposures } from "./exposure.ts";
import type { Acknowledgement } from "./life-cycle.ts";
import { awaits, isActive, isSilenced, letterOf } from "./life-cycle.ts";
import type { AlarmRecord } from "./observe.ts";
import type { RuleWatch } from "./watched.ts";

export const mostAlarmsShown = 500;

export type ShownRule = Pick<RuleWatch, "rule" | "limit" | "limitOf" | "unit">;

/** A record whose rule has gone too is shown by what is left of it. */
export interface BoardContext {
  readonly watchOf: (ruleId: string) => ShownRule | undefined;
  readonly exposures: Exposures;
  readonly placeOf: (subject: AlarmRecord["subject"]) => string;
  readonly rackOf: (subject: AlarmRecord["subject"]) => string | null;
  /** What an alert of another rule engine is called; null: as its rule. */
  readonly nameOf?: (subject: AlarmRecord["subject"]) => string | null;
  /** Id of the alarm that explains this one. */
  readonly rootOf: (record: AlarmRecord) => string | null;
  /** Whether acknowledging that one acknowledges this one. */
  readonly goesWithRoot: (record: AlarmRecord) => boolean;
}

export type AlarmPicture = Pick<
  AlarmBoard,
  "alarms" | "more" | "counts" | "carried" | "silenced" | "pending"
>;

export function drawBoard(records: Iterable<AlarmRecord>, context: BoardContext): AlarmPicture {
  const none = () => ({ unacknowledged: 0, active: 0, open: 0 });
  const counts = { critical: none(), major: none(), minor: none(), warning: none() };
  const ranked: Ranked[] = [];
  const explains = new Map<string, number>();
  let carried = 0;
  let silenced = 0;
  let pending = 0;
  for (const record of records) {
    if (isPending(record)) pending++;
    const letter = letterOf(record.life);
    if (letter === "A") continue;
    const one = rankOf(record, context);
    ranked.push(one);
    if (one.root !== null) explains.set(one.root, (explains.get(one.root) ?? 0) + 1);
    if (one.silenced) silenced++;
    else {
      const count = counts[one.severity];
      count.open++;
      if (awaits(record.life)) count.unacknowledged++;
      if (one.goesWithRoot) carried++;
      if (letter === "B" || letter === "C") count.active++;
    }
  }
  ranked.sort(byRank);
  const alarms = ranked.slice(0, mostAlarmsShown).map((one) => ({
    ...viewAlarm(one.record, context, one),
    explains: explains.get(one.record.id) ?? 0,
  }));
  return { alarms, more: Math.max(0, ranked.length - mostAlarmsShown), counts, carried, silenced, pending };
}

const isPending = ({ condition, life }: AlarmRecord): boolean =>
  !condition.active && condition.turningSinceMs !== null && !isSilenced(life);

interface Ranked {
  readonly record: AlarmRecord;
  readonly root: string | null;
  readonly goesWithRoot: boolean;
  readonly exposure: Exposure;
  readonly silenced: boolean;
  readonly severity: Severity;
  readonly raisedMs: number;
  /** What is not known counts as the worst: nobody can say that it is less. */
  readonly tenants: number;
  readonly pflops: number;
  readonly money: number;
}

function rankOf(record: AlarmRecord, { watchOf, exposures, rootOf, goesWithRoot }: BoardContext): Ranked {
  const { occurrence } = record.life;
  const exposure = exposures.of(record.subject);
  const { amount } = exposure.perMinute;
  return {
    record,
    exposure,
    root: rootOf(record),
    goesWithRoot: goesWithRoot(record),
    silenced: isSilenced(record.life),
    severity: watchOf(record.rule)?.rule.severity ?? "warning",
    raisedMs: occurrence?.raisedMs ?? Number.NEGATIVE_INFINITY,
    tenants: exposure.tenants.atMost,
    pflops: exposure.pflops.value ?? Number.MAX_VALUE,
    money: amount === null ? Number.MAX_VALUE : Number(amount),
  };
}

const severityRank: Readonly<Record<Severity, number>> = { critical: 0, major: 1, minor: 2, warning: 3 };

/** Within a severity: tenants hit, PFLOPS at risk, money a minute; then causes before what they explain. */
function byRank(a: Ranked, b: Ranked): number {
  return (
    Number(a.silenced) - Number(b.silenced) ||
    severityRank[a.severity] - severityRank[b.severity] ||
    b.tenants - a.tenants ||
    b.pflops - a.pflops ||
    b.money - a.money ||
    Number(a.root !== null) - Number(b.root !== null) ||
    Math.sign(b.raisedMs - a.raisedMs) ||
    (a.record.id < b.record.id ? -1 : 1)
  );
}

const told = ({ atMs, by, note }: Acknowledgement) => ({ atMs, by, note });

/** Without its children: `explains` is for a whole board to say. */
export function viewAlarm(
  record: AlarmRecord,
  context: BoardContext,
  known: Pick<Ranked, "root" | "goesWithRoot" | "exposure"> = {
    root: context.rootOf(record),
    goesWithRoot: context.goesWithRoot(record),
    exposure: context.exposures.of(record.subject),
  },
): AlarmView {
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
    rack: context.rackOf(subject),
    letter: letterOf(life),
    quality: isActive(life) ? record.condition.quality : "good",
    occurrence: occurrence?.number ?? 0,
    onsetMs: occurrence?.onsetMs ?? null,
    raisedMs: occurrence?.raisedMs ?? null,
    ...(occurrence?.annunciatedMs === undefined ? {} : { annunciatedMs: occurrence.annunciatedMs }),
    clearedMs: occurrence?.clearedMs ?? null,
    acknowledged: occurrence?.acknowledged ? told(occurrence.acknowledged) : null,
    shelf: life.shelf,
    suppression: life.suppression,
    latched: occurrence?.latched === true,
    value: record.value,
    ...(occurrence?.raisedValue === undefined ? {} : { raisedValue: occurrence.raisedValue }),
    limit: watch?.limitOf?.(subject, record.value) ?? watch?.limit ?? null,
    unit: watch?.unit ?? "",
    exposure: known.exposure,
    root: known.root,
    ...(known.goesWithRoot ? { goesWithRoot: true } : {}),
    explains: 0,
  };
}
