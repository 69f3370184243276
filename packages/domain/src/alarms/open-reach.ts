/**
 * Which leases without places may hold some of a subject: those that something in it may be given to. It surely does
 * where the subject is the whole center, or where all of that stands in it and there is enough for everybody who may be
 * given it: of three tenants and one free rack at most one is there. Power is that of the racks which its tenant holds
 * (decision 39), units are in racks that others hold a part of, too.
 */
import type { CenterIndex } from "../live/index-center.ts";
import type { LeaseInForce } from "../tenancy/leases-in-force.ts";
import type { Holders } from "./holders.ts";
import type { LeaseRate } from "./lease-rates.ts";
import { isCompute } from "./lease-rates.ts";

export interface Reach {
  readonly tenant: string;
  readonly contract: string;
  readonly of: LeaseRate["of"];
  /** It holds some of it, or all of itself; else it may. */
  readonly isSure: boolean;
  /** What it pays is for places like these: who leases a rack pays for the rack and not for a server in it. */
  readonly paysHere: boolean;
}

/** What of the inventory a subject is. */
export interface Touched {
  /** Of the accelerator index. */
  readonly rows: readonly number[];
  readonly racks: readonly string[];
  /** The racks in which it stands: who holds them is touched, and pays for more than this. */
  readonly around?: readonly string[];
}

interface Free {
  /** Nobody holds these: by their model. */
  readonly cards: ReadonlyMap<string, number>;
  /** Held or not. */
  readonly racks: ReadonlySet<string>;
}

export class OpenReach {
  private readonly index: CenterIndex;
  private readonly holders: Holders;
  private readonly open: readonly LeaseInForce[];
  /** By row of the accelerator index; none, where no card is looked for. */
  private readonly models: readonly string[];
  private readonly racks: RacksToGive;
  /** Of leases that are given something however the rest is given: among how many places. */
  private readonly sureAmong: ReadonlyMap<LeaseInForce, number>;

  constructor(index: CenterIndex, holders: Holders, leases: readonly LeaseInForce[]) {
    this.index = index;
    this.holders = holders;
    this.open = leases.filter(({ lease, placed }) => placed < lease.amount);
    this.models = this.open.some(({ lease }) => isCompute(lease)) ? modelsOf(index) : [];
    const all = this.freeOf({ rows: [...this.models.keys()], racks: index.racks.list.map(({ id }) => id) });
    this.racks = racksToGive(all.racks, holders);
    this.sureAmong = new Map(
      this.open.flatMap((one) => {
        const room = isCompute(one.lease) ? this.roomIn(all, one) : racksFor(one.lease, this.racks).size;
        return this.isEnoughFor(one, room) ? [[one, room]] : [];
      }),
    );
  }

  /** @param isWhole the subject is the center itself: whatever has no place is in it */
  of(touched: Touched, isWhole = false): Reach[] {
    if (this.open.length === 0) return [];
    const free = this.freeOf(touched);
    return this.open.flatMap((one) => {
      const here = this.roomIn(free, one);
      if (here === 0 && !isWhole) return [];
      const reach = reachOf(one, isWhole || here === this.sureAmong.get(one));
      return [{ ...reach, paysHere: reach.of === "accelerator" || touched.racks.length > 0 || isWhole }];
    });
  }

  ofTenant(tenant: string): Reach[] {
    const own = this.open.filter(({ lease }) => lease.tenant === tenant);
    return own.map((one) => reachOf(one, true));
  }

  private freeOf({ rows, racks, around = [] }: Touched): Free {
    const cards = new Map<string, number>();
    for (const row of rows) {
      const model = this.models[row] ?? "";
      if (!this.holders.byRow.has(row)) cards.set(model, (cards.get(model) ?? 0) + 1);
    }
    const known = [...racks, ...around].filter((rack) => this.index.racks.rowById.has(rack));
    return { cards, racks: new Set(known) };
  }

  /** Cards or racks that may be given to it. */
  private roomIn({ cards, racks }: Free, { lease }: LeaseInForce): number {
    if (!isCompute(lease)) return countIn(racks, racksFor(lease, this.racks));
    if (lease.model !== undefined) return cards.get(lease.model) ?? 0;
    return [...cards.values()].reduce((sum, count) => sum + count, 0);
  }

  /** There is, however the rest is given. Racks and cards are counted; units and power are of no number of places. */
  private isEnoughFor(one: LeaseInForce, room: number): boolean {
    const { resource } = one.lease;
    if (resource === "rack_units" || resource === "power_w") return false;
    const rivals = this.open.filter((other) => other !== one && this.isRival(one, other));
    if (rivals.length === 0) return true;
    if (resource === "pflops" || rivals.some(({ lease }) => lease.resource !== resource)) return false;
    const wanted = [one, ...rivals].reduce((sum, { lease, placed }) => sum + lease.amount - placed, 0);
    return wanted <= room;
  }

  /** Whether what is given to the one may be taken from the other: a rack goes with the cards in it. */
  private isRival({ lease }: LeaseInForce, { lease: other }: LeaseInForce): boolean {
    if (other.resource === "power_w") return !this.racks.held.has(other.tenant);
    if (!isCompute(lease) || !isCompute(other)) return true;
    return lease.model === undefined || other.model === undefined || lease.model === other.model;
  }
}

function reachOf({ lease, contract }: LeaseInForce, isSure: boolean): Reach {
  const of = isCompute(lease) ? "accelerator" : "rack";
  return { tenant: lease.tenant, contract, of, isSure, paysHere: true };
}

/** Looked up once a center: who holds what of it is looked up each minute. */
const known = new WeakMap<CenterIndex, readonly string[]>();

function modelsOf(index: CenterIndex): readonly string[] {
  const models =
    known.get(index) ??
    index.servers.list.flatMap(({ accelerators }) =>
      Array.from({ length: accelerators?.count ?? 0 }, () => accelerators?.model ?? ""),
    );
  known.set(index, models);
  return models;
}

interface RacksToGive {
  /** Nobody holds anything of them. */
  readonly free: ReadonlySet<string>;
  /** Nobody holds them whole; all, where every one is: somebody's units are left in them. */
  readonly shared: ReadonlySet<string>;
  /** By the tenant that holds them whole. */
  readonly held: ReadonlyMap<string, ReadonlySet<string>>;
}

function racksToGive(racks: ReadonlySet<string>, { byRack }: Holders): RacksToGive {
  const held = new Map<string, Set<string>>();
  const whole = new Set<string>();
  for (const [rack, places] of byRack)
    for (const { tenant, isWhole } of places) {
      if (!isWhole) continue;
      whole.add(rack);
      held.set(tenant, (held.get(tenant) ?? new Set()).add(rack));
    }
  const shared = new Set([...racks].filter((rack) => !whole.has(rack)));
  const free = new Set([...racks].filter((rack) => !byRack.has(rack)));
  return { free, shared: shared.size > 0 ? shared : racks, held };
}

function racksFor({ resource, tenant }: LeaseInForce["lease"], racks: RacksToGive): ReadonlySet<string> {
  if (resource === "racks") return racks.free;
  if (resource === "rack_units") return racks.shared;
  return racks.held.get(tenant) ?? (racks.free.size > 0 ? racks.free : racks.shared);
}

const countIn = (some: ReadonlySet<string>, all: ReadonlySet<string>): number =>
  [...some].filter((one) => all.has(one)).length;
