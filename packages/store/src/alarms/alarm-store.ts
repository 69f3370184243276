import type {
  AlarmCondition,
  AlarmEventLine,
  AlarmRule,
  AuditDraft,
  Severity,
  WindowMs,
} from "@aidc/contract";
import type { AlarmLife, ConditionState, JournalLine, Sounding } from "@aidc/domain";
import { eq } from "drizzle-orm";
import type { Database, Drizzle } from "../database/open-database.ts";
import type { ChangedBy } from "../leasing/done.ts";
import { alarm } from "../schema/alarms.ts";
import { readAnnunciations, readJournal, readLinesAt, readWatchedSince, writtenEvents } from "./journal.ts";
import { readRules, readRuleVersions, seedRules, setRule } from "./rules.ts";
import { writeAlarms } from "./write-alarms.ts";

/** A rule in force: its newest version. */
export interface StoredRule {
  readonly rule: AlarmRule;
  readonly version: number;
  readonly enabled: boolean;
  readonly sinceMs: number;
}

export interface RuleVersion extends StoredRule {
  /** The name of who set it, as it was then. */
  readonly setBy: string;
}

export interface StoredAlarm {
  readonly id: string;
  readonly rule: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly life: AlarmLife;
  readonly condition: ConditionState;
  /** At its newest change. */
  readonly value: number | null;
}

/** null: the rule is not on record, or reads no longer. */
export interface JudgedLine extends Omit<AlarmEventLine, "unit" | "place"> {
  readonly condition: AlarmCondition | null;
}

/** A line of the journal before it has a number; `id` makes sure that it is written once. */
export interface AlarmEventDraft extends Omit<AlarmEventLine, "seq" | "severity" | "unit" | "place"> {
  readonly id: string;
  readonly severity: Severity;
}

/** What is written together: states with the lines that led to them, and what a person did. */
export interface AlarmChange {
  readonly alarms: readonly StoredAlarm[];
  readonly events: readonly AlarmEventDraft[];
  readonly audit: AuditDraft | null;
}

export type RuleCheck = (known: readonly StoredRule[]) => void;

export interface AlarmStore {
  readRules(centerId: string): Promise<StoredRule[]>;
  /** The version of each rule that was in force at an instant. */
  readRulesAt(centerId: string, atMs: number): Promise<StoredRule[]>;
  /** Version 1 of those that the center has never had; the others stay as they are. */
  seedRules(centerId: string, rules: readonly AlarmRule[]): Promise<void>;
  /** @param check throws what speaks against it, beside the rules that no other change may touch meanwhile */
  setRule(
    centerId: string,
    { rule, enabled }: Pick<StoredRule, "rule" | "enabled">,
    by: ChangedBy,
    check: RuleCheck,
  ): Promise<StoredRule>;
  /** Every version, newest first; none: no such rule. */
  readRuleVersions(centerId: string, ruleId: string): Promise<RuleVersion[]>;
  readAlarms(centerId: string): Promise<StoredAlarm[]>;
  /** One transaction. Lines that are there already are left out, so it may be tried again. */
  write(centerId: string, change: AlarmChange): Promise<void>;
  /** Which of these lines are in the journal: for a write whose end nobody saw. */
  writtenEvents(centerId: string, ids: readonly string[]): Promise<Set<string>>;
  /** Newest first, a page; `before`: only lines older than this one. */
  /** Each line with what its rule, in the version of then, judges. */
  journal(centerId: string, before: number | null): Promise<JudgedLine[]>;
  /** Of each alarm the lines of its newest occurrence by an instant, in the order of the journal. */
  linesAt(centerId: string, atMs: number): Promise<JournalLine[]>;
  /** Those of the window, and the earlier ones that still held in it; oldest first. */
  annunciations(centerId: string, window: WindowMs): Promise<Sounding[]>;
  /** Epoch ms; null: the center has no alarms yet. */
  watchedSince(centerId: string): Promise<number | null>;
}

export function openAlarmStore({ db }: Pick<Database, "db">): AlarmStore {
  return {
    readRules: (centerId) => readRules(db, centerId, null),
    readRulesAt: (centerId, atMs) => readRules(db, centerId, atMs),
    seedRules: (centerId, rules) => seedRules(db, centerId, rules),
    setRule: (centerId, rule, by, check) => setRule(db, { ...rule, centerId, by, check }),
    readRuleVersions: (centerId, ruleId) => readRuleVersions(db, centerId, ruleId),
    readAlarms: (centerId) => readAlarms(db, centerId),
    write: (centerId, change) => writeAlarms(db, centerId, change),
    writtenEvents: (centerId, ids) => writtenEvents(db, centerId, ids),
    journal: (centerId, before) => readJournal(db, centerId, before),
    linesAt: (centerId, atMs) => readLinesAt(db, centerId, atMs),
    watchedSince: (centerId) => readWatchedSince(db, centerId),
    annunciations: (centerId, window) => readAnnunciations(db, centerId, window),
  };
}

async function readAlarms(db: Drizzle, centerId: string): Promise<StoredAlarm[]> {
  const rows = await db.select().from(alarm).where(eq(alarm.centerId, centerId));
  return rows.map(({ id, rule, subjectKind, subjectId, life, condition, value }) => ({
    id,
    rule,
    life,
    condition,
    value,
    subject: { kind: subjectKind, id: subjectId },
  }));
}
