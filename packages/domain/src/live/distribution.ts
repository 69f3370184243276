/** Feeds and cooling loops of a center with what they carry at this moment. Sources: standards 2.3, 6. */
import type { Distribution, Impact } from "@aidc/contract";
import { holdersAt } from "../alarms/holders.ts";
import { OpenReach } from "../alarms/open-reach.ts";
import { rowsOfRack } from "../alarms/subjects.ts";
import { leasesInForce } from "../tenancy/leases-in-force.ts";
import type { BranchNode } from "../topology/branches.ts";
import { racksServedBy } from "../topology/branches.ts";
import type { ImpactOf } from "../topology/impact.ts";
import { impactOf } from "../topology/impact.ts";
import type { CenterIndex } from "./index-center.ts";
import { loopState } from "./rack-air.ts";
import { feedState, powerReader } from "./rack-power.ts";
import type { LatestLookup } from "./signals.ts";

/** Parents before children, branch by branch. */
export function liveDistribution(index: CenterIndex, latest: LatestLookup, nowMs: number): Distribution {
  const { feeds, loops } = index.document;
  const powerOf = remembered(powerReader(index, latest, nowMs));
  return {
    nowMs,
    feeds: inBranches(feeds).map((feed) => ({
      ...feedState(index, latest, nowMs, feed, powerOf),
      parent: feed.parent,
      racks: racksServedBy(feeds, feed.id).length,
    })),
    loops: inBranches(loops).map((loop) => ({
      ...loopState({ index, latest, nowMs }, loop, racksServedBy(loops, loop.id).length),
      parent: loop.parent,
      designFlowLpm: loop.designFlowLpm ?? null,
    })),
  };
}

/** @returns null when the center has no such thing */
export function liveImpact(
  index: CenterIndex,
  latest: LatestLookup,
  nowMs: number,
  of: ImpactOf,
): Impact | null {
  const placed = impactOf(index.document, of, nowMs, powerReader(index, latest, nowMs));
  return placed && { ...placed, open: openOn(index, nowMs, placed.racks) };
}

/** Leases without places that something in the racks is free for: of an alarm there they are told, too (decision 73). */
function openOn(
  index: CenterIndex,
  nowMs: number,
  racks: readonly { readonly id: string }[],
): Impact["open"] {
  const { document, contracts } = index;
  const ids = racks.map(({ id }) => id);
  const touched = { rows: ids.flatMap((id) => rowsOfRack(index, id)), racks: ids };
  const open = new OpenReach(index, holdersAt(contracts, nowMs), leasesInForce(document, nowMs)).of(touched);
  const byTenant = Map.groupBy(open, ({ tenant }) => tenant);
  return document.tenants.flatMap(({ id, name, nameZh }) => {
    const own = byTenant.get(id);
    const told = { id, name, contracts: [...new Set(own?.map(({ contract }) => contract))].sort() };
    return own ? [nameZh === undefined ? told : { ...told, nameZh }] : [];
  });
}

function inBranches<N extends BranchNode>(nodes: readonly N[]): N[] {
  const ids = new Set(nodes.map(({ id }) => id));
  const roots = nodes.filter(({ parent }) => parent === null || !ids.has(parent));
  const walk = (node: N): N[] => [node, ...nodes.filter(({ parent }) => parent === node.id).flatMap(walk)];
  // What a circle holds together has no root, and is not walked for ever.
  return roots.flatMap(walk);
}

/** A rack hangs on many feeds, and its power is the same for each. */
function remembered(read: (rack: string) => number | null): (rack: string) => number | null {
  const known = new Map<string, number | null>();
  return (rack) => {
    const found = known.has(rack) ? (known.get(rack) ?? null) : read(rack);
    known.set(rack, found);
    return found;
  };
}
