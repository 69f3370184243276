/**
 * What hangs on a subject at an instant: the accelerators in it with their dense peak, the tenants that hold any of it,
 * and what these pay for it a minute. Unknown stays unknown, with its reason: where leases have no places, those who may
 * hold some of it are counted beside those who do. Source: features 2 idea 6.
 */
import type { Exposure, PriceVersion } from "@aidc/contract";
import { formatScaled } from "../billing/decimal.ts";
import { headlinePrecision } from "../capacity/installed.ts";
import { racksHeldBy } from "../live/contracts.ts";
import type { CenterIndex } from "../live/index-center.ts";
import { leasesInForce } from "../tenancy/leases-in-force.ts";
import { racksServedBy } from "../topology/branches.ts";
import type { Holders } from "./holders.ts";
import { holdersAt } from "./holders.ts";
import type { ExposureReason, LeaseRate } from "./lease-rates.ts";
import { rateLeases } from "./lease-rates.ts";
import type { Reach, Touched } from "./open-reach.ts";
import { OpenReach } from "./open-reach.ts";
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

/** Ids of tenants. */
export interface TenantsHit {
  /** Who holds any of it. */
  readonly tenants: ReadonlySet<string>;
  /** Of these who holds a place in it: the others' places are not given, so what stands there may be another's. */
  readonly holders: ReadonlySet<string>;
  /** Who may hold some of it too: their leases have no places, or the alert names none. */
  readonly possible: ReadonlySet<string>;
}

interface Told extends TenantsHit {
  readonly exposure: Exposure;
}

/** Answers for one inventory, its prices and one instant; each subject is worked out once. */
export class Exposures {
  private readonly scene: ExposureScene;
  private readonly index: CenterIndex;
  private readonly holders: Holders;
  private readonly rates: ReadonlyMap<string, LeaseRate>;
  private readonly open: OpenReach;
  private readonly lessees: ReadonlySet<string>;
  private readonly known = new Map<string, Told>();

  constructor(scene: ExposureScene) {
    const { plan, prices, nowMs } = scene;
    this.scene = scene;
    this.index = plan.index;
    this.holders = holdersAt(plan.index.contracts, nowMs);
    const { document, contracts } = plan.index;
    const leases = leasesInForce(document, nowMs);
    this.rates = rateLeases(document, contracts, leases, { versions: prices, nowMs });
    this.open = new OpenReach(plan.index, this.holders, leases);
    this.lessees = new Set(leases.map(({ lease }) => lease.tenant));
  }

  of(subject: AlarmSubject): Exposure {
    return this.told(subject).exposure;
  }

  tenantsHit(subject: AlarmSubject): TenantsHit {
    return this.told(subject);
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
        return this.ofRacks(
          index.racks.list.map((rack) => rack.id),
          true,
        );
      case "hall":
        return this.ofRacks(racksOfHall(index, id));
      case "rack":
        return this.ofRacks([id]);
      case "server":
        return this.ofCards(id, acceleratorRows(index, id));
      case "accelerator":
        return this.ofCards(serverOf(id), acceleratorRows(index, serverOf(id), slotOf(id)));
      case "source":
        return this.ofRacks(this.racksOfSource(id));
      case "tenant":
        return this.ofTenant(id);
      case "feed":
        return this.ofRacks(racksServedBy(index.document.feeds, id));
      case "loop":
        return this.ofRacks(racksServedBy(index.document.loops, id));
      case "alert": {
        const located = this.scene.locate?.({ kind, id }) ?? null;
        return located === null ? this.ofAnywhere() : this.told(located);
      }
      case "meter":
      case "wall":
        return this.tell(nothing, []);
    }
  }

  private ofRacks(racks: readonly string[], isWhole = false): Told {
    const touched = { rows: racks.flatMap((rack) => rowsOfRack(this.index, rack)), racks };
    return this.tell(touched, this.open.of(touched, isWhole));
  }

  /** Where it has no accelerators of its own, those who hold the rack are touched. */
  private ofCards(server: string, rows: readonly number[]): Told {
    const rack = rackOfServer(this.index, server);
    const around = rack === null ? [] : [rack];
    const reach = this.open.of({ rows, racks: [], around });
    return this.tell({ rows, racks: [], around: rows.length === 0 ? around : [] }, reach);
  }

  /** All that it holds is its own, with a place or without. */
  private ofTenant(id: string): Told {
    const racks = [...racksHeldBy(this.index.contracts, id, this.scene.nowMs)];
    const rows = [...(this.holders.rowsByTenant.get(id) ?? [])];
    return this.tell({ rows, racks }, this.open.ofTenant(id), [id]);
  }

  /** An alert that names no place may be about anything: whoever has a lease now may be hit, and nobody surely. */
  private ofAnywhere(): Told {
    const { currency, computeClass } = this.index.center;
    const reason = "no_place_named" as const;
    const exposure = {
      tenants: { atLeast: 0, atMost: this.lessees.size, reason },
      accelerators: null,
      pflops: { value: null, precision: headlinePrecision[computeClass], reason },
      perMinute: { amount: null, atLeast: "0", currency, reason },
    };
    return { exposure, tenants: new Set(), holders: new Set(), possible: this.lessees };
  }

  /** @param only whoever is touched besides the holders of the rows and racks */
  private tell(
    { rows, racks, around = [] }: Touched,
    open: readonly Reach[],
    only: readonly string[] = [],
  ): Told {
    const holders = new Set(only);
    for (const rack of [...racks, ...around])
      for (const { tenant } of this.holders.byRack.get(rack) ?? []) holders.add(tenant);
    for (const row of rows) for (const { tenant } of this.holders.byRow.get(row) ?? []) holders.add(tenant);
    const sure = open.flatMap(({ tenant, isSure }) => (isSure ? tenant : []));
    const tenants = new Set([...holders, ...sure]);
    const possible = new Set(open.flatMap(({ tenant }) => (tenants.has(tenant) ? [] : tenant)));
    const reason = possible.size > 0 ? ("no_places" as const) : null;
    const exposure = {
      tenants: { atLeast: tenants.size, atMost: tenants.size + possible.size, reason },
      accelerators: rows.length,
      pflops: this.peakOf(rows),
      perMinute: this.paidFor({ rows, racks }, open),
    };
    return { exposure, tenants, holders, possible };
  }

  private peakOf(rows: readonly number[]): Exposure["pflops"] {
    const { accelerators, center } = this.index;
    const precision = headlinePrecision[center.computeClass];
    const tflops = rows.reduce((sum, row) => sum + (accelerators.peakTflops[row] ?? Number.NaN), 0);
    if (Number.isNaN(tflops)) return { value: null, precision, reason: "no_peak_known" };
    return { value: tflops / 1000, precision, reason: null };
  }

  private paidFor({ rows, racks }: Touched, open: readonly Reach[]): Exposure["perMinute"] {
    const { currency } = this.index.center;
    let nano = 0n;
    let reason: ExposureReason | null = null;
    const add = (contract: string, of: LeaseRate["of"], share: "nanoPerMinute" | "openPerMinute") => {
      const rate = this.rates.get(contract);
      if (rate?.of !== of) return;
      if (rate.nanoPerMinute === null) reason ??= rate.reason;
      else nano += rate[share];
    };
    for (const row of rows)
      for (const { contract } of this.holders.byRow.get(row) ?? [])
        add(contract, "accelerator", "nanoPerMinute");
    for (const rack of racks) {
      const contracts = new Set((this.holders.byRack.get(rack) ?? []).map(({ contract }) => contract));
      for (const contract of contracts) add(contract, "rack", "nanoPerMinute");
    }
    for (const { contract, of, isSure, paysHere } of open) {
      if (!paysHere) continue;
      if (isSure) add(contract, of, "openPerMinute");
      else reason ??= "no_places";
    }
    const atLeast = formatScaled(nano, nanoDigits);
    return { amount: reason === null ? atLeast : null, atLeast, currency, reason };
  }

  private racksOfSource(name: string): string[] {
    const fed = subjectsOfSource(this.scene.plan, this.scene.sourceNames, name);
    return fed.flatMap(({ kind, id }) => (kind === "rack" ? [id] : []));
  }
}

const nothing: Touched = { rows: [], racks: [] };
const nanoDigits = 9;
