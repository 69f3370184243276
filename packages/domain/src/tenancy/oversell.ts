/**
 * Nobody is leased what is not there: at no instant may the leases of a model come to more than is installed, nor
 * all leases of accelerators together, nor those of racks. Only a change that makes it worse is refused, so that a
 * center which was oversold by an import can be put right step by step. Source: product glossary "occupancy".
 */
import type { Lease } from "@aidc/contract";
import { holdsAt } from "../time/intervals.ts";
import type { CenterHoldings, LeaseChange, Refusal } from "./holdings.ts";
import { applyChange, instantOf, refuse } from "./holdings.ts";
import { intervalOf } from "./leases.ts";

/** A quantity that is limited by what stands in the center. */
interface Stock {
  readonly noun: string;
  readonly installed: number;
  readonly counts: (lease: Lease) => boolean;
}

export function refuseOversell(held: CenterHoldings, change: LeaseChange): Refusal | null {
  const after = applyChange(held, change);
  for (const begun of change.beginLeases) {
    for (const stock of stocksOf(held, begun)) {
      const refusal = refuseStock(stock, begun, held.leases, after.leases);
      if (refusal) return refusal;
    }
  }
  return null;
}

function stocksOf(held: CenterHoldings, lease: Lease): Stock[] {
  if (lease.resource === "racks")
    return [{ noun: "racks", installed: held.racks.length, counts: ({ resource }) => resource === "racks" }];
  if (lease.resource !== "accelerators") return [];
  const all: Stock = {
    noun: "accelerators",
    installed: held.accelerators.length,
    counts: ({ resource }) => resource === "accelerators",
  };
  const { model } = lease;
  if (model === undefined) return [all];
  const ofModel: Stock = {
    noun: model,
    installed: held.accelerators.filter((accelerator) => accelerator.model === model).length,
    counts: (other) => other.resource === "accelerators" && other.model === model,
  };
  return [ofModel, all];
}

/** A sum of steps is highest where one of them begins. */
function refuseStock(
  stock: Stock,
  begun: Lease,
  before: readonly Lease[],
  after: readonly Lease[],
): Refusal | null {
  const [was, is] = [before.filter(stock.counts), after.filter(stock.counts)];
  const term = intervalOf(begun);
  const starts = is.map((lease) => intervalOf(lease).fromMs).filter((fromMs) => holdsAt(term, fromMs));
  for (const atMs of [...new Set(starts)].sort((a, b) => a - b)) {
    const sum = sumAt(is, atMs);
    if (sum > stock.installed && sum > sumAt(was, atMs)) {
      return refuse(
        "conflict",
        `Leases of ${stock.noun} would come to ${sum} from ${instantOf(atMs)}; ${stock.installed} are installed.`,
      );
    }
  }
  return null;
}

function sumAt(leases: readonly Lease[], atMs: number): number {
  return leases.reduce((sum, lease) => (holdsAt(intervalOf(lease), atMs) ? sum + lease.amount : sum), 0);
}
