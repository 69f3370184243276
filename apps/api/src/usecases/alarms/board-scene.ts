import type { AlarmMoment, AlarmPlan, AlarmRecord, BoardContext, RuleWatch } from "@aidc/domain";
import { Exposures, isActive, placeOf, subjectsOfSource } from "@aidc/domain";

/** Leases begin and end: who is exposed is looked up anew at this pace. */
const exposuresMs = 60_000;

/** What the board needs to know of the center around its alarms, at about this moment. */
export class BoardScene implements BoardContext {
  readonly exposures: Exposures;
  readonly watchOf: (ruleId: string) => RuleWatch | undefined;
  private readonly plan: AlarmPlan;
  private readonly moment: AlarmMoment;
  /** Source names by the id of their key. */
  private readonly names: ReadonlyMap<string, string>;
  /** By subject: the alarm of the lost source that feeds it. */
  private roots: ReadonlyMap<string, string> = new Map();
  private lost = "";

  constructor(plan: AlarmPlan, moment: AlarmMoment, watchOf: (ruleId: string) => RuleWatch | undefined) {
    this.plan = plan;
    this.moment = moment;
    this.watchOf = watchOf;
    this.names = new Map((moment.sources ?? []).map(({ id, name }) => [id, name]));
    this.exposures = new Exposures(plan, this.names, moment.nowMs);
  }

  isOf(plan: AlarmPlan, { nowMs }: AlarmMoment): boolean {
    return plan === this.plan && Math.abs(nowMs - this.moment.nowMs) < exposuresMs;
  }

  readonly placeOf = (subject: AlarmRecord["subject"]): string =>
    placeOf(this.plan.index, this.moment, subject);

  readonly rootOf = ({ subject }: AlarmRecord): string | null =>
    this.roots.get(`${subject.kind}/${subject.id}`) ?? null;

  /** Which alarms are explained by a source that is lost now. */
  findRoots(records: ReadonlyMap<string, AlarmRecord>): void {
    const lost = [...records.values()].filter(
      ({ subject, life }) => subject.kind === "source" && isActive(life),
    );
    const key = lost.map(({ id }) => id).join("\n");
    if (key === this.lost) return;
    this.lost = key;
    this.roots = new Map(
      lost.flatMap(({ id, subject }) =>
        subjectsOfSource(this.plan, this.names, subject.id).map(
          (fed) => [`${fed.kind}/${fed.id}`, id] as const,
        ),
      ),
    );
  }
}
