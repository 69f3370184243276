import type { AlarmView, PriceVersion } from "@aidc/contract";
import type {
  AlarmMoment,
  AlarmPlan,
  AlarmRecord,
  Annunciation,
  BoardContext,
  ExternalAlert,
  MaintenanceWindow,
  TenantsHit,
} from "@aidc/domain";
import {
  broughtAboutAmong,
  Exposures,
  isActive,
  locateAlert,
  nameOfAlert,
  placeOf,
  Roots,
  rackOf,
  viewAlarm,
} from "@aidc/domain";

/** Leases begin and end: who is exposed is looked up anew at this pace. */
const exposuresMs = 60_000;

/** What is known of the center beside its inventory: told again whenever it changes. */
export interface Surroundings {
  /** Of the platform's book, newest first. */
  readonly prices: readonly PriceVersion[];
  /** Planned work that names places, also what is over. */
  readonly maintenance: readonly MaintenanceWindow[];
}

export interface ActiveOn {
  readonly held: AlarmView[];
  /** In these places its leases without places may be: they may be another's. */
  readonly possible: AlarmView[];
}

/** What the board needs to know of the center around its alarms, at about this moment. */
export class BoardScene implements BoardContext {
  readonly exposures: Exposures;
  readonly watchOf: BoardContext["watchOf"];
  private readonly plan: AlarmPlan;
  private readonly moment: AlarmMoment;
  private readonly rootScene: Parameters<typeof broughtAboutAmong>[1]["scene"];
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
    this.rootScene = { plan, sourceNames, ruleOf: (rule) => watchOf(rule)?.rule };
    this.roots = new Roots(this.rootScene);
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

  readonly goesWithRoot = (record: AlarmRecord): boolean => this.roots.goesWithRoot(record);

  /** What people call it. */
  namesOf(record: AlarmRecord): Pick<AlarmView, "place" | "limit" | "unit"> & {
    readonly name: string;
    readonly nameZh: string | null;
  } {
    const { ruleName, ruleNameZh, place, limit, unit } = viewAlarm(record, this);
    return { name: ruleName, nameZh: ruleNameZh ?? null, place, limit, unit };
  }

  /**
   * What is active on a thing of the center in which the tenant holds a place, or may hold something. An alert from
   * elsewhere is called as the rule that took it: its own words may name anybody.
   */
  activeOn(tenant: string, records: Iterable<AlarmRecord>): ActiveOn {
    const { exposures, watchOf, placeOf, rackOf, rootOf, goesWithRoot } = this;
    const ownWords = { exposures, watchOf, placeOf, rackOf, rootOf, goesWithRoot };
    const active = [...records].filter(({ life }) => isActive(life));
    const on = (isHit: (hit: TenantsHit) => boolean) =>
      active
        .filter(({ subject }) => isHit(this.exposures.tenantsHit(subject)))
        .map((record) => viewAlarm(record, ownWords));
    return {
      held: on(({ holders }) => holders.has(tenant)),
      possible: on(
        ({ tenants, holders, possible }) =>
          possible.has(tenant) || (tenants.has(tenant) && !holders.has(tenant)),
      ),
    };
  }

  private alertOf(id: string): ExternalAlert | undefined {
    return this.moment.alerts?.find((one) => one.id === id);
  }

  /** What of all that sounded another one brought about. */
  broughtAboutAmong(annunciations: readonly Annunciation[], records: ReadonlyMap<string, AlarmRecord>) {
    return broughtAboutAmong(annunciations, {
      recordOf: (id) => records.get(id),
      scene: this.rootScene,
    });
  }

  /** What explains other alarms now. */
  findRoots(records: ReadonlyMap<string, AlarmRecord>): void {
    this.roots.find(records.values());
  }
}
