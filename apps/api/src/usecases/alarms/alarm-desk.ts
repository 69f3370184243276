import type { AlarmRecord, AlarmSubject } from "@aidc/domain";
import { defaultAlarmRules, floodAfter } from "@aidc/domain";
import type { AlarmStore, StoredAlarm } from "@aidc/store";
import type { CenterDirectory } from "../center-directory.ts";
import { databaseFault } from "../database-faults.ts";
import type { Surroundings } from "./board-scene.ts";
import { CenterAlarms } from "./center-alarms.ts";

interface DeskOptions {
  readonly store: AlarmStore;
  readonly directory: Pick<CenterDirectory, "onRemoving">;
  readonly surroundings: (centerId: string) => Promise<Surroundings>;
  readonly clock: () => number;
  readonly log: (message: string, facts: object) => void;
}

/** Long enough to know whether a flood still runs. */
export const floodLookBackMs = 3 * 3_600_000;

/** The alarms of every center; each is loaded once and kept. */
export class AlarmDesk {
  private readonly options: DeskOptions;
  private readonly centers = new Map<string, Promise<CenterAlarms>>();
  /** Their prices or planned work have changed, and have not been read since. */
  private readonly outdated = new Set<string>();
  private isAway = false;

  constructor(options: DeskOptions) {
    this.options = options;
    options.directory.onRemoving((centerId) => this.forget(centerId));
  }

  /** Call it for a center that exists. */
  open(centerId: string): Promise<CenterAlarms> {
    const known = this.centers.get(centerId);
    if (known) return known;
    const loading = this.load(centerId);
    this.centers.set(centerId, loading);
    loading.catch(() => {
      if (this.centers.get(centerId) === loading) this.centers.delete(centerId);
    });
    return loading;
  }

  /** Prices or planned work of the center have changed: read by the next flush, which tries again if it cannot. */
  surroundingsChanged(centerId: string): void {
    this.outdated.add(centerId);
  }

  /** Nothing of it is written any more, when it resolves. */
  async forget(centerId: string): Promise<void> {
    const known = this.centers.get(centerId);
    this.centers.delete(centerId);
    await known?.then((alarms) => alarms.close());
  }

  /** Writes what waits; what cannot be written now waits on. */
  async flush(): Promise<void> {
    for (const [centerId, loading] of [...this.centers]) {
      const alarms = await loading.catch(() => null);
      try {
        if (alarms) await this.refresh(centerId, alarms);
        await alarms?.flush();
        this.say(false, {});
      } catch (error) {
        if (databaseFault(error) !== "away") throw error;
        this.say(true, { centerId, waiting: alarms?.waiting() });
      }
    }
  }

  /** Judging ends, and what waits is written if it can be. */
  async close(): Promise<void> {
    for (const loading of this.centers.values())
      await loading.then((alarms) => alarms.close()).catch(() => {});
    await this.flush().catch(() => {});
    this.centers.clear();
  }

  private async refresh(centerId: string, alarms: CenterAlarms): Promise<void> {
    if (!this.outdated.delete(centerId)) return;
    try {
      alarms.setSurroundings(await this.options.surroundings(centerId));
    } catch (error) {
      this.outdated.add(centerId);
      throw error;
    }
  }

  /** An outage is said once, not every second. */
  private say(isAway: boolean, facts: object): void {
    if (isAway === this.isAway) return;
    this.isAway = isAway;
    this.options.log(
      isAway ? "the alarm journal waits for the database" : "the alarm journal is written again",
      facts,
    );
  }

  private async load(centerId: string): Promise<CenterAlarms> {
    const { store, clock, log } = this.options;
    const startedMs = clock();
    this.outdated.delete(centerId);
    await store.seedRules(centerId, defaultAlarmRules);
    const [rules, alarms, surroundings, recent] = await Promise.all([
      store.readRules(centerId),
      store.readAlarms(centerId),
      this.options.surroundings(centerId),
      store.annunciations(centerId, { fromMs: startedMs - floodLookBackMs, toMs: startedMs }),
    ]);
    const times = recent.map(({ atMs }) => atMs).filter((atMs) => atMs >= startedMs - floodLookBackMs);
    const flood = floodAfter(times);
    return new CenterAlarms({
      centerId,
      store,
      rules,
      records: alarms.flatMap(recordOf),
      flood,
      surroundings,
      startedMs,
      log,
    });
  }
}

const subjectKinds: readonly AlarmSubject["kind"][] = [
  ...(["center", "hall", "rack", "server", "accelerator", "meter", "feed", "loop", "tenant"] as const),
  ...(["source", "wall", "alert"] as const),
];

function recordOf(stored: StoredAlarm): AlarmRecord[] {
  const kind = subjectKinds.find((one) => one === stored.subject.kind);
  return kind === undefined ? [] : [{ ...stored, subject: { kind, id: stored.subject.id } }];
}
