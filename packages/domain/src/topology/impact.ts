/**
 * What hangs on a feed, a cooling loop or a rack, and what its loss would do: a rack without a second path goes dark,
 * one with a second path goes on and puts its whole load there. Source: issue "Power and cooling", standards 2.3.
 */
import type { CenterDocument, Feed, Impact, ImpactEffect, Subject } from "@aidc/contract";
import type { RackPowerOf } from "../rack/feeds.ts";
import { continuousLimitW, feedsOfRack } from "../rack/feeds.ts";
import { branchOf, racksServedBy } from "./branches.ts";
import type { Holders } from "./holders.ts";
import { holdersAt } from "./holders.ts";

export interface ImpactOf {
  readonly kind: "feed" | "loop" | "rack";
  readonly id: string;
}

/** As far as places are given. */
type Placed = Omit<Impact, "open">;

/** @returns null when the center has no such thing */
export function impactOf(
  document: CenterDocument,
  of: ImpactOf,
  nowMs: number,
  powerOf: RackPowerOf,
): Placed | null {
  const named = listOf(document, of.kind).find(({ id }) => id === of.id);
  if (!named) return null;
  const gone = goneWith(document, of);
  const holders = holdersAt(document, nowMs);
  const racks = racksOf(document, gone, holders, powerOf);
  const known = racks.flatMap(({ powerW }) => powerW ?? []);
  return {
    of: { ...subjectOf(of), name: named.name },
    below: gone.below.map(({ id, name }) => ({ id, name })),
    racks,
    servers: racks.reduce((sum, rack) => sum + rack.servers.length, 0),
    accelerators: racks.reduce((sum, rack) => sum + rack.accelerators, 0),
    powerW: known.reduce((sum, powerW) => sum + powerW, 0),
    powerIsWhole: known.length === racks.length,
    tenants: tenantsOf(document, new Set(gone.racks), holders),
    overloads: of.kind === "feed" ? overloadsAfter(document.feeds, gone, powerOf) : [],
  };
}

function subjectOf({ kind, id }: ImpactOf): Subject {
  return { kind, id };
}

function listOf(document: CenterDocument, kind: ImpactOf["kind"]): readonly { id: string; name: string }[] {
  if (kind === "rack") return document.racks;
  return kind === "feed" ? document.feeds : document.loops;
}

interface Gone {
  readonly kind: ImpactOf["kind"];
  readonly ids: ReadonlySet<string>;
  readonly below: readonly { readonly id: string; readonly name: string }[];
  readonly racks: readonly string[];
}

function goneWith(document: CenterDocument, { kind, id }: ImpactOf): Gone {
  if (kind === "rack") return { kind, ids: new Set([id]), below: [], racks: [id] };
  const nodes = kind === "feed" ? document.feeds : document.loops;
  const branch = branchOf<(typeof nodes)[number]>(nodes, id);
  return {
    kind,
    ids: new Set(branch.map((node) => node.id)),
    below: branch.slice(1),
    racks: racksServedBy(nodes, id),
  };
}

function racksOf(
  document: CenterDocument,
  gone: Gone,
  holders: Holders,
  powerOf: RackPowerOf,
): Impact["racks"] {
  const racks = new Map(document.racks.map((rack) => [rack.id, rack]));
  const rows = new Map(document.rows.map((row) => [row.id, row.hall]));
  const halls = new Map(document.halls.map((hall) => [hall.id, hall.name]));
  const servers = Map.groupBy(document.servers, ({ rack }) => rack);
  return gone.racks.flatMap((id) => {
    const rack = racks.get(id);
    if (!rack) return [];
    const inside = servers.get(id) ?? [];
    return [
      {
        id,
        name: rack.name,
        hallName: halls.get(rows.get(rack.row) ?? "") ?? "",
        effect: effectOn(document, gone, id),
        powerW: powerOf(id),
        servers: inside.map((server) => server.id),
        accelerators: inside.reduce((sum, server) => sum + (server.accelerators?.count ?? 0), 0),
        tenants: [...(holders.get(id)?.keys() ?? [])],
      },
    ];
  });
}

function effectOn(document: CenterDocument, { kind, ids }: Gone, rack: string): ImpactEffect {
  if (kind === "rack") return "dark";
  const own = kind === "feed" ? feedsOfRack(document.feeds, rack) : document.loops.filter(hasRack(rack));
  const isLeft = own.some(({ id }) => !ids.has(id));
  if (kind === "feed") return isLeft ? suppliedAfter(feedsOfRack(document.feeds, rack), ids) : "dark";
  return isLeft ? "partly_cooled" : "uncooled";
}

/** A dense rack has several outlets on a path: with one of them gone it may have both paths still. */
function suppliedAfter(outlets: readonly Feed[], lost: ReadonlySet<string>): ImpactEffect {
  const pathsOf = (feeds: readonly Feed[]) => new Set(feeds.map(({ path }) => path)).size;
  const left = outlets.filter(({ id }) => !lost.has(id));
  return pathsOf(left) < pathsOf(outlets) ? "one_path" : "fewer_outlets";
}

function hasRack(rack: string): (node: { readonly racks: readonly string[] }) => boolean {
  return ({ racks }) => racks.includes(rack);
}

/** Most accelerators first. */
function tenantsOf(document: CenterDocument, racks: ReadonlySet<string>, all: Holders): Impact["tenants"] {
  const holders = [...all].filter(([rack]) => racks.has(rack));
  return document.tenants
    .flatMap(({ id, name, nameZh }) => {
      const held = holders.flatMap(([, tenants]) => tenants.get(id) ?? []);
      if (held.length === 0) return [];
      return [
        {
          id,
          name,
          ...(nameZh === undefined ? {} : { nameZh }),
          racks: held.length,
          accelerators: held.reduce((sum, { accelerators }) => sum + accelerators.size, 0),
          leases: [...new Set(held.flatMap(({ leases }) => [...leases]))].sort(),
        },
      ];
    })
    .sort((a, b) => b.accelerators - a.accelerators);
}

/**
 * Feeds that stay and would carry more than they may: the whole of each rack that lost its other path, and their share
 * of the others. Racks whose power is not known count with nothing, so that what is told is a lower bound.
 */
function overloadsAfter(feeds: readonly Feed[], gone: Gone, powerOf: RackPowerOf): Impact["overloads"] {
  const lost = new Set(gone.racks);
  return feeds.flatMap((feed) => {
    const limitW = continuousLimitW(feed);
    const served = racksServedBy(feeds, feed.id);
    if (gone.ids.has(feed.id) || limitW === null || !served.some((rack) => lost.has(rack))) return [];
    const loadW = served.reduce((sum, rack) => {
      const left = feedsOfRack(feeds, rack).filter(({ id }) => !gone.ids.has(id));
      const below = branchOf(feeds, feed.id);
      const own = left.filter((one) => below.includes(one)).length;
      return sum + (powerOf(rack) ?? 0) * (left.length === 0 ? 0 : own / left.length);
    }, 0);
    return loadW > limitW ? [{ id: feed.id, name: feed.name, loadW, limitW }] : [];
  });
}
