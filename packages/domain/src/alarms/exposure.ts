/**
 * What hangs on a subject at an instant: the accelerators in it with their dense peak, the tenants that hold any of it,
 * and what these pay for it a minute. Unknown stays unknown, with its reason. Source: features 2 idea 6.
 */
import type { Exposure, PriceVersion } from "@aidc/contract";
import { formatScaled } from "../billing/decimal.ts";
import { headlinePrecision } from "../capacity/installed.ts";
import type { CenterIndex } from "../live/index-center.ts";
import { racksServedBy } from "../topology/branches.ts";
import type { Holders } from "./holders.ts";
import { holdersAt } from "./holders.ts";
import type { ExposureReason, LeaseRate } from "./lease-rates.ts";
import { rateLeases } from "./lease-rates.ts";
import { subjectsOfSource } from "./source-subjects.ts";
import { acceleratorRows, rackOfServer, racksOfHall, rowsOfRack, serverOf, slotOf } from "./subjects.ts";
import type { AlarmPlan, AlarmSubject } from "./watched.ts";

interface ExposureScene {
  readonly plan: AlarmPlan;
  /** By the id of their key. */
  readonly sourceNames: ReadonlyMap<string, string>;
  /** Of the platform's book. */
  readonly prices: readonly PriceVersion[];
  readonly nowMs: number;
  /** What an alert of another rule engine is about, where it says so. */
  readonly locate?: (subject: AlarmSubject) => AlarmSubject | null;
}

interface Told {
  readonly exposure: Exposure;
  readonly tenants: ReadonlySet<string>;
}

/** Answers for one inventory, its prices and one instant; each subject is worked out once. */
export class Exposures {
  private readonly scene: ExposureScene;
  private readonly index: CenterIndex;
  private readonly holders: Holders;
  private readonly rates: ReadonlyMap<string, LeaseRate>;
  private readonly known = new Map<string, Told>();

  constructor(scene: ExposureScene) {
    const { plan, prices, nowMs } = scene;
    this.scene = scene;
    this.index = plan.index;
    this.holders = holdersAt(plan.index.contracts, nowMs);
    this.rates = rateLeases(plan.index.document, plan.index.contracts, prices, nowMs);
  }

  of(subject: AlarmSubject): Exposure {
    return this.told(subject).exposure;
  }

  /** Ids of those who hold any of it. */
  tenantsOf(subject: AlarmSubject): ReadonlySet<string> {
    return this.told(subject).tenants;
  }

  private told(subject: AlarmSubject): Told {
    const key = `${subject.kind}/${subject.id}`;
    const found = this.known.get(key) ?? this.exposure(subject);
    this.known.set(key, found);
    return found;
  }

  private exposure({ kind, id }: AlarmSubject): Told {
    const { index } = this;
    switch (kind) {
      case "center":
        return this.ofRacks(index.racks.list.map((rack) => rack.id));
      case "hall":
        return this.ofRacks(racksOfHall(index, id));
      case "rack":
        return this.ofRacks([id]);
      case "server":
        return this.ofServer(id);
      case "accelerator":
        return this.tell(acceleratorRows(index, serverOf(id), slotOf(id)), []);
      case "source":
        return this.ofRacks(this.racksOfSource(id));
      case "tenant":
        return this.tell([...(this.holders.rowsByTenant.get(id) ?? [])], [], new Set([id]));
      case "feed":
        return this.ofRacks(racksServedBy(index.document.feeds, id));
      case "loop":
        return this.ofRacks(racksServedBy(index.document.loops, id));
      case "alert": {
        const located = this.scene.locate?.({ kind, id }) ?? null;
        return located === null ? this.tell([], []) : this.told(located);
      }
      case "meter":
      case "wall":
        return this.tell([], []);
    }
  }

  private ofRacks(racks: readonly string[]): Told {
    return this.tell(
      racks.flatMap((rack) => rowsOfRack(this.index, rack)),
      racks,
    );
  }

  /** Where it has no accelerators of its own, those who hold the rack are touched. */
  private ofServer(id: string): Told {
    const rows = acceleratorRows(this.index, id);
    const rack = rackOfServer(this.index, id);
    const around = rows.length === 0 && rack !== null ? (this.holders.byRack.get(rack) ?? []) : [];
    return this.tell(rows, [], around.length > 0 ? new Set(around.map(({ tenant }) => tenant)) : undefined);
  }

  /** @param only whoever is touched besides the holders of the rows and racks */
  private tell(
    rows: readonly number[],
    racks: readonly string[],
    only: ReadonlySet<string> = new Set(),
  ): Told {
    const tenants = new Set(only);
    for (const rack of racks)
      for (const { tenant } of this.holders.byRack.get(rack) ?? []) tenants.add(tenant);
    for (const row of rows) for (const { tenant } of this.holders.byRow.get(row) ?? []) tenants.add(tenant);
    const exposure = {
      tenants: tenants.size,
      accelerators: rows.length,
      pflops: this.peakOf(rows),
      perMinute: this.paidFor(rows, racks),
    };
    return { exposure, tenants };
  }

  private peakOf(rows: readonly number[]): Exposure["pflops"] {
    const { accelerators, center } = this.index;
    const precision = headlinePrecision[center.computeClass];
    const tflops = rows.reduce((sum, row) => sum + (accelerators.peakTflops[row] ?? Number.NaN), 0);
    if (Number.isNaN(tflops)) return { value: null, precision, reason: "no_peak_known" };
    return { value: tflops / 1000, precision, reason: null };
  }

  private paidFor(rows: readonly number[], racks: readonly string[]): Exposure["perMinute"] {
    const { currency } = this.index.center;
    let nano = 0n;
    let reason: ExposureReason | null = null;
    const add = (lease: string, of: LeaseRate["of"]) => {
      const rate = this.rates.get(lease);
      if (rate?.of !== of) return;
      if (rate.nanoPerMinute === null) reason ??= rate.reason;
      else nano += rate.nanoPerMinute;
    };
    for (const row of rows)
      for (const { lease } of this.holders.byRow.get(row) ?? []) add(lease, "accelerator");
    for (const rack of racks) {
      const leases = new Set((this.holders.byRack.get(rack) ?? []).map(({ lease }) => lease));
      for (const lease of leases) add(lease, "rack");
    }
    if (reason !== null) return { amount: null, currency, reason };
    return { amount: formatScaled(nano, nanoDigits), currency, reason };
  }

  private racksOfSource(name: string): string[] {
    const fed = subjectsOfSource(this.scene.plan, this.scene.sourceNames, name);
    return fed.flatMap(({ kind, id }) => (kind === "rack" ? [id] : []));
  }
}

const nanoDigits = 9;
