import type { AlarmMoment, AlarmPlan, AlarmRecord, BoardContext } from "@aidc/domain";
import { Exposures, isActive, placeOf, rackOf, serverOf, subjectsOfSource } from "@aidc/domain";

/** Leases begin and end: who is exposed is looked up anew at this pace. */
const exposuresMs = 60_000;

/** What the board needs to know of the center around its alarms, at about this moment. */
export class BoardScene implements BoardContext {
  readonly exposures: Exposures;
  readonly watchOf: BoardContext["watchOf"];
  private readonly plan: AlarmPlan;
  private readonly moment: AlarmMoment;
  /** Source names by the id of their key. */
  private readonly names: ReadonlyMap<string, string>;
  /** By subject: the alarm of the lost source that feeds it. */
  private roots: ReadonlyMap<string, string> = new Map();
  /** By subject: the alarm that says that it is silent. */
  private silent: ReadonlyMap<string, string> = new Map();
  private lost = "";

  constructor(plan: AlarmPlan, moment: AlarmMoment, watchOf: BoardContext["watchOf"]) {
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

  /** A lost source explains all that it feeds, a silent rack or server what stands in it. */
  readonly rootOf = ({ id, subject }: AlarmRecord): string | null => {
    const own = `${subject.kind}/${subject.id}`;
    const inServer = subject.kind === "accelerator" ? `server/${serverOf(subject.id)}` : own;
    const roots = [
      this.roots.get(own),
      this.silent.get(`rack/${rackOf(this.plan.index, subject)}`),
      this.silent.get(inServer),
    ];
    return roots.find((root) => root !== undefined && root !== id) ?? null;
  };

  /** What is lost or silent now, and explains other alarms. */
  findRoots(records: ReadonlyMap<string, AlarmRecord>): void {
    this.silent = new Map(
      [...records.values()].flatMap(({ id, rule, subject, life }) =>
        isActive(life) && this.watchOf(rule)?.rule.condition.kind === "silent"
          ? [[`${subject.kind}/${subject.id}`, id] as const]
          : [],
      ),
    );
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
