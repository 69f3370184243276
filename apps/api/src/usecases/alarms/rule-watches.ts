import type { AlarmMoment, AlarmPlan, AlarmRecord, RuleWatch } from "@aidc/domain";
import { judgedUnit, newRecord, watchRules } from "@aidc/domain";
import type { StoredRule } from "@aidc/store";
import { notFound } from "../app-error.ts";

export type KnownRule = Pick<RuleWatch, "rule" | "version" | "limit" | "limitOf" | "unit">;

/** The rules of a center with what each watches: prepared anew after a change of inventory, rules, sources or walls. */
export class RuleWatches {
  private rules: readonly StoredRule[];
  private watches: ReadonlyMap<string, RuleWatch> = new Map();
  private plan: AlarmPlan | null = null;
  private lists = "";
  private seenAlerts: { alerts: AlarmMoment["alerts"]; key: string | null } = { alerts: null, key: null };

  constructor(rules: readonly StoredRule[]) {
    this.rules = rules;
  }

  isOf(plan: AlarmPlan, moment: AlarmMoment): boolean {
    return plan === this.plan && this.listsOf(moment) === this.lists;
  }

  prepare(plan: AlarmPlan, moment: AlarmMoment): void {
    const inForce = this.rules.filter(({ enabled }) => enabled);
    this.watches = new Map(watchRules(plan, inForce, moment).map((one) => [one.rule.id, one]));
    this.lists = this.listsOf(moment);
    this.plan = plan;
  }

  replace(rules: readonly StoredRule[]): void {
    this.rules = rules;
    this.lists = "";
  }

  stored(): readonly StoredRule[] {
    return this.rules;
  }

  all(): RuleWatch[] {
    return [...this.watches.values()];
  }

  get(ruleId: string): RuleWatch | undefined {
    return this.watches.get(ruleId);
  }

  /** Of a rule that was switched off too: what it raised before is still shown. */
  ruleOf(ruleId: string): KnownRule | undefined {
    const watch = this.watches.get(ruleId);
    if (watch) return watch;
    const stored = this.rules.find(({ rule }) => rule.id === ruleId);
    return stored && { ...stored, limit: null, unit: judgedUnit(stored.rule.condition) };
  }

  /** Of an alarm that was never raised. @throws AppError not_found */
  freshRecord(alarmId: string): AlarmRecord {
    const watch = this.watches.get(alarmId.slice(0, Math.max(0, alarmId.indexOf("/"))));
    const row = watch?.ids.indexOf(alarmId) ?? -1;
    const subject = watch?.subjects[row];
    if (!watch || !subject) throw notFound(`Alarm ${alarmId}`);
    return newRecord(alarmId, watch.rule.id, subject);
  }

  private listsOf(moment: AlarmMoment): string {
    const sources = moment.sources?.map(({ id, name, isRevoked = false }) => [id, name, isRevoked]) ?? null;
    const walls = moment.walls?.map(({ id, name }) => [id, name]) ?? null;
    return JSON.stringify([sources, walls, this.alertsKey(moment)]);
  }

  /** Which alerts there are, worked out once for each list: whether they fire is judged each second anyway. */
  private alertsKey({ alerts = null }: AlarmMoment): string | null {
    if (alerts !== this.seenAlerts.alerts) {
      const key = alerts?.map(({ id, labels }) => `${id} ${labels.severity ?? ""}`).join("\n") ?? null;
      this.seenAlerts = { alerts, key };
    }
    return this.seenAlerts.key;
  }
}
