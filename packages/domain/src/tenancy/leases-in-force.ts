/**
 * What of the leases in force has no place: contracts for cards, racks, power that nobody assigned yet, or not all of
 * it. Somebody holds that too, and where is not known. Places that cannot be counted in what the lease is for are taken
 * to be all of it. Source: product glossary "lease", "assignment".
 */
import type { CenterDocument, Lease } from "@aidc/contract";
import { holdsAt } from "../time/intervals.ts";
import { assignedAmountAt } from "./assigned.ts";
import { intervalOf } from "./leases.ts";
import { acceleratorPlacesOf } from "./places.ts";
import { stockOf } from "./stock.ts";

/** Leases that follow one another share the contract, and with it what is assigned. */
export interface LeaseInForce {
  readonly lease: Lease;
  readonly contract: string;
  /** In the unit of the lease; at most what is leased. */
  readonly placed: number;
}

type Leased = Pick<CenterDocument, "center" | "leases" | "assignments" | "servers" | "racks" | "catalogue">;

export function leasesInForce(document: Leased, atMs: number): LeaseInForce[] {
  const contracts = new Map(document.leases.map((lease) => [lease.id, contractOf(lease)]));
  const given = Map.groupBy(
    document.assignments.filter((assignment) => holdsAt(intervalOf(assignment), atMs)),
    ({ lease }) => contracts.get(lease),
  );
  return document.leases.flatMap((lease) => {
    if (lease.amount === 0 || !holdsAt(intervalOf(lease), atMs)) return [];
    const contract = contractOf(lease);
    const own = given.get(contract) ?? [];
    const counted = own.length > 0 ? assignedAmountAt(placesOf(document), lease, own, atMs) : 0;
    const placed = counted === 0 && own.length > 0 ? lease.amount : Math.min(counted, lease.amount);
    return [{ lease, contract, placed: isAll(placed, lease) ? lease.amount : placed }];
  });
}

interface Places {
  readonly accelerators: ReturnType<typeof acceleratorPlacesOf>;
  readonly stock: ReturnType<typeof stockOf>;
}

/** Looked up once a document: a center of 320,000 cards is asked each minute, and at each change of its alarms. */
const known = new WeakMap<Leased, Places>();

function placesOf(document: Leased): Places {
  const places = known.get(document) ?? {
    accelerators: acceleratorPlacesOf(document),
    stock: stockOf(document),
  };
  known.set(document, places);
  return places;
}

/** Sums of fractions differ in the last bits. */
const isAll = (placed: number, { amount }: Lease): boolean => placed >= amount * (1 - 1e-9);

const contractOf = ({ id, contract = id }: Lease): string => contract;
