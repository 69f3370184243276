import type { PriceVersion } from "@aidc/contract";
import type {
  AlarmMoment,
  AlarmPlan,
  AlarmRecord,
  BoardContext,
  ExternalAlert,
  MaintenanceWindow,
} from "@aidc/domain";
import { Exposures, locateAlert, nameOfAlert, placeOf, Roots, rackOf } from "@aidc/domain";

/** Leases begin and end: who is exposed is looked up anew at this pace. */
const exposuresMs = 60_000;

/** What is known of the center beside its inventory: told again whenever it changes. */
export interface Surroundings {
  /** Of the platform's book, newest first. */
  readonly prices: readonly PriceVersion[];
  /** Planned work that names places, also what is over. */
  readonly maintenance: readonly MaintenanceWindow[];
}

/** What the board needs to know of the center around its alarms, at about this moment. */
export class BoardScene implements BoardContext {
  readonly exposures: Exposures;
  readonly watchOf: BoardContext["watchOf"];
  private readonly plan: AlarmPlan;
  private readonly moment: AlarmMoment;
  private readonly roots: Roots;
  /** What an alert of another rule engine is about. */
  private readonly locate: (subject: AlarmRecord["subject"]) => AlarmRecord["subject"] | null;

  constructor(
    plan: AlarmPlan,
    moment: AlarmMoment,
    { watchOf, prices }: Pick<BoardContext, "watchOf"> & Pick<Surroundings, "prices">,
  ) {
    this.plan = plan;
    this.moment = moment;
    this.watchOf = watchOf;
    const sourceNames = new Map((moment.sources ?? []).map(({ id, name }) => [id, name]));
    this.locate = ({ id }) => {
      const alert = this.alertOf(id);
      return alert ? locateAlert(plan, alert) : null;
    };
    const { locate } = this;
    this.exposures = new Exposures({ plan, sourceNames, prices, nowMs: moment.nowMs, locate });
    this.roots = new Roots({ plan, sourceNames, ruleOf: (rule) => watchOf(rule)?.rule });
  }

  isOf(plan: AlarmPlan, { nowMs }: AlarmMoment): boolean {
    return plan === this.plan && Math.abs(nowMs - this.moment.nowMs) < exposuresMs;
  }

  readonly placeOf = (subject: AlarmRecord["subject"]): string =>
    placeOf(this.plan.index, this.moment, subject);

  readonly rackOf = (subject: AlarmRecord["subject"]): string | null => {
    const placed = subject.kind === "alert" ? this.locate(subject) : subject;
    return placed && rackOf(this.plan.index, placed);
  };

  /** An alert of another rule engine carries its own name. */
  readonly nameOf = ({ kind, id }: AlarmRecord["subject"]): string | null => {
    const alert = kind === "alert" ? this.alertOf(id) : undefined;
    return alert ? nameOfAlert(alert) : null;
  };

  readonly rootOf = (record: AlarmRecord): string | null => this.roots.of(record);

  private alertOf(id: string): ExternalAlert | undefined {
    return this.moment.alerts?.find((one) => one.id === id);
  }

  /** What explains other alarms now. */
  findRoots(records: ReadonlyMap<string, AlarmRecord>): void {
    this.roots.find(records.values());
  }
}
