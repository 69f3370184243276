/**
 * Nobody is leased what is not there: at no instant may leases take more than there is, of racks, units, power, cards
 * of a model, cards in all and PFLOPS. Only a change that makes it worse is refused, so that a center which was
 * oversold by an import can be put right step by step. Source: product glossary "occupancy"; decision 39.
 */
import type { Assignment, Lease } from "@aidc/contract";
import { holdsAt } from "../time/intervals.ts";
import type { Holdings, LeaseChange, Refusal } from "./holdings.ts";
import { applyChange, instantOf, refuse } from "./holdings.ts";
import { intervalOf } from "./leases.ts";
import type { Amounts, SoldCenter } from "./stock.ts";
import { amountsOf, takenAt } from "./stock.ts";

/** Sums of fractions differ in the last bits. */
const tolerance = 1e-9;

/** @param path the field of the input that asks for too much */
export function refuseOversell(center: SoldCenter, change: LeaseChange, path: string): Refusal | null {
  const after: Holdings = applyChange(center, change);
  const kinds = kindsOf(center, amountsOf(center));
  // Where leases begin, their assignments are judged with them.
  const begins = change.beginLeases.length > 0 ? change.beginLeases : change.beginAssignments;
  for (const begun of begins) {
    for (const atMs of startsIn(begun, after)) {
      const is = takenAt(center, after, atMs);
      const full = kinds.filter((kind) => isMore(kind, is, kind.installed));
      if (full.length === 0) continue;
      const was = takenAt(center, center, atMs);
      const over = full.find((kind) => isMore(kind, is, kind.of(was)));
      if (!over) continue;
      const without = takenAt(center, withoutIt(after, begun), atMs);
      return refusal(over, { is, without }, instantOf(atMs), path);
    }
  }
  return null;
}

/** What is taken is most where a lease or an assignment begins. */
export function startsIn(begun: Pick<Lease, "from" | "to">, { leases, assignments }: Holdings): number[] {
  const term = intervalOf(begun);
  const starts = [...leases, ...assignments].map((one) => intervalOf(one).fromMs);
  return [...new Set(starts.filter((fromMs) => holdsAt(term, fromMs)))].sort((a, b) => a - b);
}

function withoutIt({ leases, assignments }: Holdings, begun: Lease | Assignment): Holdings {
  if ("lease" in begun) return { leases, assignments: assignments.filter((one) => one !== begun) };
  const { id } = begun;
  return {
    leases: leases.filter((lease) => lease.id !== id),
    assignments: assignments.filter(({ lease }) => lease !== id),
  };
}

/** A quantity that is limited by what stands in the center. */
interface Kind {
  readonly noun: string;
  /** `per` of what amounts count are one unit, of which so many digits are told. */
  readonly unit: string;
  readonly per: number;
  readonly installed: number;
  readonly of: (amounts: Amounts) => number;
}

/** Cards of a model before all cards, because it says more. */
function kindsOf({ stock }: SoldCenter, installed: Amounts): Kind[] {
  const kind = (noun: string, of: Kind["of"], unit = "", per = 1): Kind => {
    return { noun, unit, per, installed: of(installed), of };
  };
  return [
    kind("racks", ({ racks }) => racks),
    kind("rack units", ({ rack_units }) => rack_units, " U"),
    kind("power", ({ power_w }) => power_w, " kW", 1000),
    ...[...installed.models.keys()].map((model) => kind(model, ({ models }) => models.get(model) ?? 0)),
    kind("accelerators", ({ accelerators }) => accelerators),
    kind(`PFLOPS (dense ${stock.precision.toUpperCase()})`, ({ pflops }) => pflops, " PFLOPS"),
  ];
}

function isMore({ of, installed }: Kind, is: Amounts, than: number): boolean {
  return of(is) > than + tolerance * Math.max(1, installed);
}

interface Taken {
  readonly is: Amounts;
  /** Without the lease or the place that asks for too much. */
  readonly without: Amounts;
}

function refusal(kind: Kind, { is, without }: Taken, from: string, path: string): Refusal {
  const { noun, unit, per, of, installed } = kind;
  const say = (amount: number) => `${roundDown(amount / per)}${unit}`;
  const free = Math.max(0, installed - of(without));
  const message =
    `Leases of ${noun} would come to ${say(of(is))} from ${from}; ` +
    `${say(installed)} are installed, ${say(free)} free then.`;
  return refuse("conflict", message, path);
}

/** Whoever asks for what is said to be free gets it. */
function roundDown(amount: number): number {
  return Math.floor(amount * 1000 + tolerance) / 1000;
}
