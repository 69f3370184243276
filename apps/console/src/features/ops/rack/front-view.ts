interface Placed {
  readonly positionU: number | null;
  readonly heightU: number;
}

/** A run of units, from the lowest to the highest, both included. */
export interface Run {
  readonly fromU: number;
  readonly toU: number;
}

export interface StandingServer<Server> extends Run {
  readonly server: Server;
  /** Others claim one of its units as well; then they stand side by side in `lanes`. */
  readonly isTwice: boolean;
  readonly lane: number;
  readonly lanes: number;
  /** Part of it is above the top of the rack. */
  readonly isBeyond: boolean;
}

export interface FrontView<Server> {
  /** Units drawn: the rack, or more where something stands above it. */
  readonly heightU: number;
  readonly servers: readonly StandingServer<Server>[];
  /** Free runs that may be used, and units that may not. */
  readonly free: readonly Run[];
  readonly reserved: Run | null;
  readonly unplaced: readonly Server[];
}

/** A rack from the front: what stands where, what is free, and what claims a unit twice. */
export function viewFront<Server extends Placed>(
  rack: { readonly heightU: number; readonly usableU: number },
  servers: readonly Server[],
): FrontView<Server> {
  const placed = servers.flatMap((server) =>
    server.positionU === null
      ? []
      : [{ server, fromU: server.positionU, toU: server.positionU + server.heightU - 1 }],
  );
  const standing = inLanes(placed).map((each) => ({ ...each, isBeyond: each.toU > rack.heightU }));
  return {
    heightU: Math.max(rack.heightU, ...placed.map(({ toU }) => toU)),
    servers: standing.toSorted((a, b) => b.toU - a.toU || a.lane - b.lane),
    free: freeRuns(rack.usableU, placed),
    reserved: rack.usableU < rack.heightU ? { fromU: rack.usableU + 1, toU: rack.heightU } : null,
    unplaced: servers.filter(({ positionU }) => positionU === null),
  };
}

/** Servers that overlap, directly or through a third, share the width. */
function inLanes<Server>(placed: readonly (Run & { readonly server: Server })[]) {
  const clusters: (Run & { readonly server: Server })[][] = [];
  let topU = 0;
  for (const each of placed.toSorted((a, b) => a.fromU - b.fromU)) {
    const last = clusters.at(-1);
    if (last && each.fromU <= topU) last.push(each);
    else clusters.push([each]);
    topU = Math.max(topU, each.toU);
  }
  return clusters.flatMap((cluster) =>
    cluster.map((each, lane) => ({ ...each, lane, lanes: cluster.length, isTwice: cluster.length > 1 })),
  );
}

/** From the top down. */
function freeRuns(usableU: number, placed: readonly Run[]): Run[] {
  const runs: Run[] = [];
  for (let unit = usableU; unit >= 1; unit--) {
    if (placed.some(({ fromU, toU }) => fromU <= unit && unit <= toU)) continue;
    const last = runs.at(-1);
    if (last && last.fromU === unit + 1) runs[runs.length - 1] = { fromU: unit, toU: last.toU };
    else runs.push({ fromU: unit, toU: unit });
  }
  return runs;
}
