/**
 * Which leases without places may hold some of a subject: those for which something in it is free. Where all that is
 * free for a lease stands in the subject, or the subject is the whole center, it surely does.
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

/** Places that nobody holds: cards by their model, and racks. */
interface Free {
  readonly cards: ReadonlyMap<string, number>;
  readonly racks: number;
}

export class OpenReach {
  private readonly index: CenterIndex;
  private readonly holders: Holders;
  private readonly open: readonly LeaseInForce[];
  private readonly models: readonly string[];
  private readonly all: Free;

  constructor(index: CenterIndex, holders: Holders, leases: readonly LeaseInForce[]) {
    this.index = index;
    this.holders = holders;
    this.open = leases.filter(({ lease, placed }) => placed < lease.amount);
    this.models = index.servers.list.flatMap(({ accelerators }) =>
      Array.from({ length: accelerators?.count ?? 0 }, () => accelerators?.model ?? ""),
    );
    this.all = this.freeOf({ rows: [...this.models.keys()], racks: index.racks.list.map(({ id }) => id) });
  }

  /** @param isWhole the subject is the center itself: whatever has no place is in it */
  of(touched: Touched, isWhole = false): Reach[] {
    if (this.open.length === 0) return [];
    const free = this.freeOf(touched);
    return this.open.flatMap((one) => {
      const here = freeFor(one, free);
      if (here === 0 && !isWhole) return [];
      const isSure = isWhole || here === freeFor(one, this.all);
      const reach = reachOf(one, isSure);
      return [{ ...reach, paysHere: reach.of === "accelerator" || touched.racks.length > 0 || isWhole }];
    });
  }

  ofTenant(tenant: string): Reach[] {
    const own = this.open.filter(({ lease }) => lease.tenant === tenant);
    return own.map((one) => reachOf(one, true));
  }

  private freeOf({ rows, racks, around = [] }: Touched): Free {
    const { byRow, byRack } = this.holders;
    const cards = new Map<string, number>();
    for (const row of rows) {
      const model = this.models[row] ?? "";
      if (!byRow.has(row)) cards.set(model, (cards.get(model) ?? 0) + 1);
    }
    const known = [...racks, ...around].filter((rack) => this.index.racks.rowById.has(rack));
    return { cards, racks: known.filter((rack) => !byRack.has(rack)).length };
  }
}

function reachOf({ lease, contract }: LeaseInForce, isSure: boolean): Reach {
  const of = isCompute(lease) ? "accelerator" : "rack";
  return { tenant: lease.tenant, contract, of, isSure, paysHere: true };
}

function freeFor({ lease: { resource, model } }: LeaseInForce, { cards, racks }: Free): number {
  if (!isCompute({ resource })) return racks;
  if (model !== undefined) return cards.get(model) ?? 0;
  return [...cards.values()].reduce((sum, count) => sum + count, 0);
}
