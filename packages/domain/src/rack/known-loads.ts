/**
 * Racks whose load IT meters tell: each that reaches a rack is heard, and none of what it shares with others is missing. A
 * silent meter in a rack is no 0 W of it, so the rack stands on neither side, and with it whatever is measured together
 * with it. Source: standards 2.3 (unknown is not 0); decision 78.
 */
import type { CenterDocument } from "@aidc/contract";
import { racksServedBy } from "../topology/branches.ts";

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
  /** Ids of inputs that were heard and are of such racks alone or also. */
  readonly leftOut: ReadonlySet<string>;
}

export function knownLoads(document: Placed, inputs: readonly HeardInput[]): KnownLoads {
  const [silentRacks, leftOut] = [new Set<string>(), new Set<string>()];
  const isHeard = ({ coveredMs }: HeardInput) => coveredMs > 0;
  if (inputs.every(isHeard)) return { silentRacks, leftOut };
  const reach = reachOfInputs(document);
  for (const { id } of inputs.filter((one) => !isHeard(one)))
    for (const rack of reach(id)) silentRacks.add(rack);
  let heard = inputs.filter(isHeard).map(({ id }) => ({ id, racks: reach(id) }));
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
  return { silentRacks, leftOut };
}

/** Racks that an input measures; a meter on no feed may measure all that hold something. */
function reachOfInputs({ center, meters, feeds, servers, racks }: Placed): (id: string) => readonly string[] {
  const filled = new Set(servers.map(({ rack }) => rack));
  const atBoundary = new Set(meters.filter(({ role }) => role === center.itBoundary).map(({ id }) => id));
  if (atBoundary.size > 0) {
    const all = [...filled];
    return (id) => {
      const own = feeds.filter(({ meter }) => meter === id);
      const served = own.flatMap((feed) => racksServedBy(feeds, feed.id));
      return own.length === 0 ? all : [...new Set(served)].filter((rack) => filled.has(rack));
    };
  }
  const rackOf = new Map(
    center.itBoundary === "it_input"
      ? servers.map(({ id, rack }) => [id, rack])
      : racks.map(({ id }) => [id, id]),
  );
  return (id) => {
    const rack = rackOf.get(id);
    return rack === undefined ? [] : [rack];
  };
}
