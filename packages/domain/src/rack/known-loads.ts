/**
 * Racks whose load IT meters tell: each that reaches a rack is heard, and none of what it shares with others is missing. A
 * silent meter in a rack is no 0 W of it, so the rack stands on neither side, and with it whatever is measured together
 * with it. Source: standards 2.3 (unknown is not 0); decision 78.
 */
import type { CenterDocument, ServiceEvent } from "@aidc/contract";

type Placed = Pick<CenterDocument, "center" | "meters" | "feeds" | "servers" | "racks">;

/** What IT energy is measured by, over a window: ids as the boundary of the center has them. */
export interface HeardInput {
  readonly id: string;
  /** 0: it was silent all of the time. */
  readonly coveredMs: number;
}

export interface KnownLoads {
  /** Ids of racks that a silent input reaches, or one that is measured together with it. */
  readonly silentRacks: ReadonlySet<string>;
  /** Ids of inputs that were heard and are of such racks alone or also, or of racks that did not stand there. */
  readonly leftOut: ReadonlySet<string>;
  /** Where what was heard and is left out stands: its power is what two sums differ by. */
  readonly leftOutPlaces: ServiceEvent["places"];
  /**
   * Ids of inputs, heard or not, of racks alone that did not stand there, and of silent servers that did not: nothing was
   * to be heard of them.
   */
  readonly absent: ReadonlySet<string>;
}

/** Ids of what stood at no time of the window, though the document has it. */
export interface NotThere {
  readonly racks: ReadonlySet<string>;
  readonly servers: ReadonlySet<string>;
}

const allThere: NotThere = { racks: new Set(), servers: new Set() };

export function knownLoads(
  document: Placed,
  inputs: readonly HeardInput[],
  notThere: NotThere = allThere,
): KnownLoads {
  const [silentRacks, leftOut, absent] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const isHeard = ({ coveredMs }: HeardInput) => coveredMs > 0;
  if (notThere.racks.size === 0 && inputs.every(isHeard))
    return { silentRacks, leftOut, leftOutPlaces: [], absent };
  const reach = reachOfInputs(document);
  // What was heard was there, whenever an import first told of it.
  const heardIds = new Set(inputs.flatMap((one) => (isHeard(one) ? one.id : [])));
  const stood = (id: string) => !notThere.servers.has(id) || (reach.isOfServers && heardIds.has(id));
  const filled = new Set(document.servers.flatMap(({ id, rack }) => (stood(id) ? rack : [])));
  const reached = inputs.map((input) => {
    const all = reach.racks(input.id);
    const racks = all.filter((rack) => filled.has(rack) && !notThere.racks.has(rack));
    const isAbsent = all.length > 0 && all.every((rack) => notThere.racks.has(rack));
    if (!isAbsent && (!reach.isOfServers || stood(input.id)))
      return { id: input.id, racks, isHeard: isHeard(input) };
    absent.add(input.id);
    return { id: input.id, racks: [], isHeard: isHeard(input) };
  });
  for (const { racks } of reached.filter((one) => !one.isHeard))
    for (const rack of racks) silentRacks.add(rack);
  let heard = reached.filter((one) => one.isHeard);
  for (const { id } of heard) if (absent.has(id)) leftOut.add(id);
  // What two meters share may tie them to a third: until nothing more is.
  for (let before = -1; before !== leftOut.size; ) {
    before = leftOut.size;
    heard = heard.filter(({ id, racks }) => {
      if (!racks.some((rack) => silentRacks.has(rack))) return true;
      leftOut.add(id);
      for (const rack of racks) silentRacks.add(rack);
      return false;
    });
  }
  return { silentRacks, leftOut, leftOutPlaces: [...leftOut].flatMap(reach.places), absent };
}

interface Reach {
  /** Each input is a server. */
  readonly isOfServers: boolean;
  readonly racks: (id: string) => readonly string[];
  readonly places: (id: string) => ServiceEvent["places"];
}

const asPlaces = (racks: readonly string[]) => racks.map((id) => ({ kind: "rack" as const, id }));

/** What an input measures; a meter on no feed may measure all racks that hold something. */
function reachOfInputs(document: Placed): Reach {
  const { center, meters, servers, racks } = document;
  if (meters.some(({ role }) => role === center.itBoundary)) {
    const of = reachOfMeters(document);
    return { isOfServers: false, racks: of, places: (id) => asPlaces(of(id)) };
  }
  if (center.itBoundary === "it_input") {
    const rackOf = new Map(servers.map(({ id, rack }) => [id, rack]));
    // A server alone: who holds another one of its rack is not in its power.
    const racks = (id: string) => [rackOf.get(id) ?? []].flat();
    return { isOfServers: true, racks, places: (id) => [{ kind: "server", id }] };
  }
  const own = new Set(racks.map(({ id }) => id));
  const of = (id: string) => (own.has(id) ? [id] : []);
  return { isOfServers: false, racks: of, places: (id) => asPlaces(of(id)) };
}

function reachOfMeters({ feeds, servers }: Placed): (id: string) => readonly string[] {
  const feedsOf = Map.groupBy(feeds, ({ meter }) => meter);
  const children = Map.groupBy(feeds, ({ parent }) => parent);
  const all = [...new Set(servers.map(({ rack }) => rack))];
  return (id) => {
    const own = feedsOf.get(id);
    if (own === undefined) return all;
    const below = new Set(own);
    // A set is walked in the order of insertion, with what is added on the way.
    for (const feed of below) for (const child of children.get(feed.id) ?? []) below.add(child);
    return [...new Set([...below].flatMap((feed) => feed.racks))];
  };
}
