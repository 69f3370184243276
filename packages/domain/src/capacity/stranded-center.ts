/**
 * Stranded capacity of a whole center from its document: rated power counts as taken, because what is rated may be
 * drawn, and what is drawn where that is more; racks that share a breaker or a loop take from it one after the other. Source: standards 2.3.
 */
import type { CenterDocument, Rack, ReferenceNode, Server, Stranded } from "@aidc/contract";
import type { RackPowerOf } from "../rack/feeds.ts";
import { continuousLimitW } from "../rack/feeds.ts";
import { firstFit, fragmentation, freeBlocks } from "../rack/space.ts";
import { intervalOf } from "../tenancy/leases.ts";
import { holdsAt } from "../time/intervals.ts";
import { BranchRoom } from "./branch-room.ts";
import type { CardBlock } from "./stranded.ts";
import { bindingOf, gangCards, nodesInPower, nodesInSpace } from "./stranded.ts";

type StrandedRack = Stranded["racks"][number];
type Findings = Omit<Stranded, "at">;

/** The gangs that are always told, beside the one that is asked for. */
const usualGangs = [1, 2, 4, 8, 16, 32];

/** The commonest server with accelerators and a rating; the larger one of equals. null: there is none. */
export function typicalNode(servers: readonly Server[]): ReferenceNode | null {
  const kinds = new Map<string, { node: ReferenceNode; count: number }>();
  for (const { heightU, ratedPowerW, accelerators } of servers) {
    if (!accelerators || ratedPowerW === undefined || heightU === null) continue;
    const { model, count: cards } = accelerators;
    const node: ReferenceNode = { heightU, powerW: ratedPowerW, cards, model, origin: "typical" };
    const key = JSON.stringify(node);
    kinds.set(key, { node, count: (kinds.get(key)?.count ?? 0) + 1 });
  }
  const sorted = [...kinds.values()].sort((a, b) => b.count - a.count || b.node.powerW - a.node.powerW);
  return sorted[0]?.node ?? null;
}

export function strandedOf(
  document: CenterDocument,
  question: { readonly node: ReferenceNode | null; readonly gang: number },
  nowMs: number,
  measuredW: RackPowerOf,
): Findings {
  const { node, gang } = question;
  const floor = new Floor(document, nowMs, measuredW);
  const blocks = new Map(document.racks.map((rack) => [rack.id, floor.cardBlocks(rack)]));
  const all = [...blocks.values()].flat();
  const free = all.reduce((sum, block) => sum + block.free, 0);
  const inGangs = (size: number) =>
    [...blocks.values()].reduce((sum, inRack) => sum + gangCards(inRack, size), 0);
  const racks = node
    ? document.racks.map((rack) => rackOf(floor, rack, node, blocks.get(rack.id) ?? [], gang))
    : [];
  return {
    node,
    gang,
    groups: node ? groupsOf(racks, node) : [],
    usableNodes: racks.reduce((sum, { usable }) => sum + (usable ?? 0), 0),
    unknownRacks: racks.filter(({ usable }) => usable === null).length,
    coolingUnknownRacks: racks.filter(({ byCooling }) => byCooling === null).length,
    gangs: [...new Set([...usualGangs, gang])]
      .sort((a, b) => a - b)
      .map((size) => ({ gang: size, freeCards: free, gangCards: inGangs(size) })),
    racks,
  };
}

function rackOf(
  floor: Floor,
  rack: Rack,
  node: ReferenceNode,
  blocks: readonly CardBlock[],
  gang: number,
): StrandedRack {
  const space = floor.freeBlocks(rack);
  const powerHeadroomW = floor.powerRoomW(rack);
  const counts = {
    bySpace:
      space &&
      nodesInSpace(
        space.map(({ heightU }) => heightU),
        node.heightU,
      ),
    byPower: nodesInPower(powerHeadroomW, node.powerW),
    byCooling: nodesInPower(floor.coolingRoomW(rack), node.powerW),
  };
  const { usable, binds, strandedNodes } = bindingOf(counts);
  if (usable) floor.take(rack.id, usable * node.powerW);
  const freeCards = blocks.reduce((sum, block) => sum + block.free, 0);
  return {
    rack: rack.id,
    name: rack.name,
    hall: floor.hallOf(rack),
    powerHeadroomW,
    ...counts,
    usable,
    binds,
    freeU: space?.reduce((sum, { heightU }) => sum + heightU, 0) ?? null,
    largestBlockU: space && Math.max(0, ...space.map(({ heightU }) => heightU)),
    fragmentation: space && fragmentation(space),
    fitsAtU: space && firstFit(space, node.heightU),
    strandedNodes,
    strandedCards: strandedNodes * node.cards,
    strandedPowerW: strandedNodes * node.powerW,
    freeCards,
    gangCards: gangCards(blocks, gang),
  };
}

/** By what binds, the most cards first. Cards that no gang takes are stranded by their gang. */
function groupsOf(racks: readonly StrandedRack[], node: ReferenceNode): Stranded["groups"] {
  const bound = Map.groupBy(racks, ({ binds }) => binds);
  const byMeasure = (["space", "power", "cooling"] as const).map((binds) => {
    const inGroup = bound.get(binds) ?? [];
    return {
      binds,
      racks: inGroup.length,
      cards: inGroup.reduce((sum, { strandedCards }) => sum + strandedCards, 0),
      powerW: inGroup.reduce((sum, { strandedPowerW }) => sum + strandedPowerW, 0),
    };
  });
  const split = racks.filter(({ freeCards, gangCards: inGangs }) => freeCards > inGangs);
  const cards = split.reduce((sum, rack) => sum + rack.freeCards - rack.gangCards, 0);
  const byGang = {
    binds: "gang" as const,
    racks: split.length,
    cards,
    powerW: (cards * node.powerW) / node.cards,
  };
  return [...byMeasure, byGang].filter((group) => group.racks > 0).sort((a, b) => b.cards - a.cards);
}

/** Who stands where and what is left, while racks are filled one after the other. */
class Floor {
  private readonly servers: ReadonlyMap<string, readonly Server[]>;
  private readonly halls: ReadonlyMap<string, string>;
  private readonly heldRacks: ReadonlySet<string>;
  private readonly heldCards: ReadonlySet<string>;
  private readonly feedsAt: ReadonlyMap<string, readonly string[]>;
  private readonly loopsAt: ReadonlyMap<string, readonly string[]>;
  private readonly feeds: BranchRoom;
  private readonly loops: BranchRoom;
  private readonly measuredW: RackPowerOf;

  constructor(document: CenterDocument, nowMs: number, measuredW: RackPowerOf) {
    this.measuredW = measuredW;
    const held = document.assignments.filter((each) => holdsAt(intervalOf(each), nowMs));
    this.servers = Map.groupBy(document.servers, ({ rack }) => rack);
    this.halls = new Map(document.rows.map(({ id, hall }) => [id, hall]));
    this.heldRacks = new Set(held.flatMap(({ rack }) => rack ?? []));
    this.heldCards = new Set(held.flatMap(({ accelerator }) => accelerator ?? []));
    this.feedsAt = byRack(document.feeds);
    this.loopsAt = byRack(document.loops);
    this.feeds = new BranchRoom(
      document.feeds.map((feed) => ({ id: feed.id, parent: feed.parent, limitW: continuousLimitW(feed) })),
    );
    this.loops = new BranchRoom(
      document.loops.map(({ id, parent, designHeatW }) => ({ id, parent, limitW: designHeatW ?? null })),
    );
    for (const { id } of document.racks) this.takeStanding(id);
  }

  hallOf(rack: Rack): string {
    return this.halls.get(rack.row) ?? "";
  }

  freeBlocks(rack: Rack) {
    return freeBlocks(rack, this.servers.get(rack.id) ?? []);
  }

  cardBlocks(rack: Rack): CardBlock[] {
    return (this.servers.get(rack.id) ?? []).flatMap(({ id, accelerators }) => {
      if (!accelerators) return [];
      const cards = accelerators.count;
      if (this.heldRacks.has(rack.id)) return [{ cards, free: 0 }];
      const free = Array.from({ length: cards }, (_, slot) => `${id}:${slot}`);
      return [{ cards, free: free.filter((card) => !this.heldCards.has(card)).length }];
    });
  }

  /** The rack's own limit and every breaker up to the grid, on each path: with one lost the other carries all. */
  powerRoomW(rack: Rack): number | null {
    const takenW = this.takenOf(rack.id);
    if (rack.powerLimitW === undefined || takenW === null) return null;
    const rooms = (this.feedsAt.get(rack.id) ?? []).flatMap((id) => this.feeds.roomAt(id) ?? []);
    return Math.min(rack.powerLimitW - takenW, ...rooms);
  }

  /**
   * What the place of the rack can still give off and what its loops still carry, the lesser of both; a rack on several
   * loops may give its heat to all of them. null when nobody states either.
   */
  coolingRoomW({ id, coolingLimitW }: Rack): number | null {
    const rooms = (this.loopsAt.get(id) ?? []).flatMap((loop) => this.loops.roomAt(loop) ?? []);
    const inLoops = rooms.length === 0 ? null : rooms.reduce((sum, room) => sum + Math.max(0, room), 0);
    const takenW = this.takenOf(id);
    if (coolingLimitW === undefined || takenW === null) return inLoops;
    return Math.min(coolingLimitW - takenW, inLoops ?? Number.POSITIVE_INFINITY);
  }

  /** What would be built into the rack is gone for its neighbours. */
  take(rack: string, powerW: number): void {
    this.feeds.take(this.feedsAt.get(rack) ?? [], powerW);
    let leftW = powerW;
    for (const id of this.loopsAt.get(rack) ?? []) {
      const partW = Math.min(leftW, Math.max(0, this.loops.roomAt(id) ?? 0));
      this.loops.take([id], partW);
      leftW -= partW;
    }
  }

  /** What stands on several loops shares its heat between them as equals. */
  private takeStanding(rack: string): void {
    const takenW = this.takenOf(rack);
    this.feeds.take(this.feedsAt.get(rack) ?? [], takenW);
    const loops = this.loopsAt.get(rack) ?? [];
    for (const id of loops) this.loops.take([id], takenW === null ? null : takenW / loops.length);
  }

  /** null where a rating is missing: what such a server may draw is not known, whatever it draws now. */
  private takenOf(rack: string): number | null {
    let sum = 0;
    for (const { ratedPowerW } of this.servers.get(rack) ?? []) {
      if (ratedPowerW === undefined) return null;
      sum += ratedPowerW;
    }
    return Math.max(sum, this.measuredW(rack) ?? 0);
  }
}

function byRack(branches: readonly { readonly id: string; readonly racks: readonly string[] }[]) {
  const at = new Map<string, string[]>();
  for (const { id, racks } of branches)
    for (const rack of racks) {
      const there = at.get(rack);
      if (there) there.push(id);
      else at.set(rack, [id]);
    }
  return at;
}
