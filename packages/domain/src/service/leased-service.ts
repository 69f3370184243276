/**
 * The service that leases agreed, and what events took of it: of the cards of a lease those that stand where it
 * happened. Where cards stand is told by their assignments; of cards without one it is not known whether an event
 * somewhere touched them, unless it names their tenant. Source: standards 3.4, decision 50.
 */
import type { Assignment, CenterDocument, Lease, ServiceEvent, WindowMs } from "@aidc/contract";
import { contractOf } from "../tenancy/holdings.ts";
import { intervalOf } from "../tenancy/leases.ts";
import { holdsAt, intersectIntervals } from "../time/intervals.ts";
import type { ServedCapacity, ServiceSpan } from "./availability.ts";
import type { EventReach, PlacedDocument } from "./event-reach.ts";
import { reachOf, serverOfSlot } from "./event-reach.ts";

/** Cards that an event hits together: those of a server, or one of them where an event names single ones. */
interface Together {
  readonly cards: number;
  readonly server: string;
  readonly slot: string | null;
}

/** What happened, with what it reached. */
export interface Happened {
  readonly event: ServiceEvent;
  readonly span: ServiceSpan;
  readonly reach: EventReach;
}

/** What is still open lasts to the end of what is looked at. */
export function happenedIn(
  document: PlacedDocument,
  events: readonly ServiceEvent[],
  window: WindowMs,
): Happened[] {
  return events.flatMap((event) => {
    const { kind, from, to } = event;
    const span = { kind, fromMs: Date.parse(from), toMs: to === null ? window.toMs : Date.parse(to) };
    const isInside = span.toMs > window.fromMs && span.fromMs < window.toMs;
    return isInside ? [{ event, span, reach: reachOf(document, event) }] : [];
  });
}

export interface LeasedCapacity extends ServedCapacity {
  readonly tenant: string;
}

/** Of each lease of cards what it agreed, while it ran. */
export function leasedService(
  document: PlacedDocument & Pick<CenterDocument, "leases">,
  happened: readonly Happened[],
  window: WindowMs,
): LeasedCapacity[] {
  const contracts = new Map(document.leases.map((lease) => [lease.id, contractOf(lease)]));
  const given = Map.groupBy(document.assignments, ({ lease }) => contracts.get(lease));
  const standing = standingIn(document.servers, happened);
  return document.leases
    .filter(({ resource }) => resource === "accelerators")
    .flatMap((lease) => {
      const { fromMs, toMs } = intervalOf(lease);
      const [agreed] = intersectIntervals([window], [{ fromMs, toMs: toMs ?? window.toMs }]);
      const own = given.get(contractOf(lease)) ?? [];
      return agreed
        ? cutWhereMoved(own, agreed).flatMap((part) => servedIn(part, lease, own, happened, standing))
        : [];
    });
}

/** Cards that nobody leased, each server for itself: what stands there, `cards` of it in all. */
export function installedService(
  document: PlacedDocument,
  happened: readonly Happened[],
  { cards, agreed }: { readonly cards: number; readonly agreed: WindowMs },
): ServedCapacity[] {
  const all = [...standingIn(document.servers, happened).values()].flat();
  const sum = cardsOf(all);
  const everybody = happened.filter(({ event }) => event.tenants === null);
  // Of cards that stand nowhere any more only what took all of the center is known.
  if (sum === 0) return [{ accelerators: cards, agreed, spans: spansOf(everybody, null), unknown: [] }];
  return all.map((one) => ({
    accelerators: (one.cards * cards) / sum,
    agreed,
    spans: spansOf(everybody, one),
    unknown: [],
  }));
}

type Standing = ReadonlyMap<string, readonly Together[]>;

/** By rack. */
function standingIn(servers: CenterDocument["servers"], happened: readonly Happened[]): Standing {
  const split = new Set(happened.flatMap(({ reach }) => [...reach.slots.values()]));
  const standing = new Map<string, Together[]>();
  for (const { id, rack, accelerators } of servers) {
    const cards = accelerators?.count ?? 0;
    const together = split.has(id)
      ? Array.from({ length: cards }, (_, at) => ({ cards: 1, server: id, slot: `${id}:${at}` }))
      : [{ cards, server: id, slot: null }];
    standing.set(rack, [...(standing.get(rack) ?? []), ...together.filter((one) => one.cards > 0)]);
  }
  return standing;
}

/** Within each part the same cards are given. */
function cutWhereMoved(own: readonly Assignment[], { fromMs, toMs }: WindowMs): WindowMs[] {
  const moved = own.flatMap((assignment) => {
    const term = intervalOf(assignment);
    return [term.fromMs, term.toMs ?? toMs];
  });
  const cuts = [...new Set([fromMs, ...moved, toMs])]
    .filter((at) => at >= fromMs && at <= toMs)
    .sort((a, b) => a - b);
  return cuts.slice(1).map((to, at) => ({ fromMs: cuts[at] ?? to, toMs: to }));
}

function servedIn(
  agreed: WindowMs,
  lease: Lease,
  own: readonly Assignment[],
  happened: readonly Happened[],
  standing: Standing,
): LeasedCapacity[] {
  const { tenant } = lease;
  const cards = own
    .filter((assignment) => holdsAt(intervalOf(assignment), agreed.fromMs))
    .flatMap((assignment) => cardsGiven(assignment, standing));
  const heard = happened.filter(({ event }) => event.tenants?.includes(tenant) ?? true);
  // A tenant that is named and has nothing at the place is touched as a whole: that was stated of it.
  const whole = heard.filter(
    ({ event, reach }) => event.tenants !== null && !cards.some((one) => isHit(reach, one)),
  );
  const given = cardsOf(cards);
  const share = Math.min(1, given > 0 ? lease.amount / given : 1);
  const placed = cards.map((one) => ({
    tenant,
    accelerators: one.cards * share,
    agreed,
    spans: [...spansOf(heard, one), ...whole.map(({ span }) => span)],
    unknown: [],
  }));
  const rest = lease.amount - given;
  if (rest <= 0) return placed;
  const told = heard.filter(({ event, reach }) => reach.isEverywhere || event.tenants !== null);
  const somewhere = heard.filter((one) => !told.includes(one));
  const spans = told.map(({ span }) => span);
  const unknown = somewhere.map(({ span }) => span);
  return [...placed, { tenant, accelerators: rest, agreed, spans, unknown }];
}

function cardsGiven({ rack, accelerator }: Assignment, standing: Standing): readonly Together[] {
  if (accelerator !== undefined) return [{ cards: 1, server: serverOfSlot(accelerator), slot: accelerator }];
  return rack === undefined ? [] : (standing.get(rack) ?? []);
}

function isHit({ servers, slots, isEverywhere }: EventReach, one: Together | null): boolean {
  if (isEverywhere || one === null) return isEverywhere;
  return servers.has(one.server) || (one.slot !== null && slots.has(one.slot));
}

const spansOf = (happened: readonly Happened[], one: Together | null): ServiceSpan[] =>
  happened.filter(({ reach }) => isHit(reach, one)).map(({ span }) => span);

const cardsOf = (all: readonly Together[]): number => all.reduce((sum, { cards }) => sum + cards, 0);
