interface Placed {
  readonly positionU: number | null;
  /** null: not known, so what it fills is not either. */
  readonly heightU: number | null;
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
  /** Units drawn: the rack, or more where something stands above it; where its height is not known, what stands. */
  readonly heightU: number;
  readonly isHeightKnown: boolean;
  readonly servers: readonly StandingServer<Server>[];
  /** Free runs that may be used, and units that may not. */
  readonly free: readonly Run[];
  readonly reserved: Run | null;
  readonly unplaced: readonly Server[];
}

/** A rack from the front: what stands where, what is free, and what claims a unit twice. */
export function viewFront<Server extends Placed>(
  { heightU, usableU }: { readonly heightU: number | null; readonly usableU: number | null },
  servers: readonly Server[],
): FrontView<Server> {
  const placed = servers.flatMap((server) =>
    server.positionU === null || server.heightU === null
      ? []
      : [{ server, fromU: server.positionU, toU: server.positionU + server.heightU - 1 }],
  );
  const standing = inLanes(placed).map((each) => ({
    ...each,
    isBeyond: heightU !== null && each.toU > heightU,
  }));
  return {
    heightU: Math.max(heightU ?? 0, ...placed.map(({ toU }) => toU)),
    isHeightKnown: heightU !== null,
    servers: standing.toSorted((a, b) => b.toU - a.toU || a.lane - b.lane),
    // A server that fills nobody knows how many units leaves none that is free for certain.
    free: usableU === null || servers.some((one) => one.heightU === null) ? [] : freeRuns(usableU, placed),
    reserved:
      usableU !== null && heightU !== null && usableU < heightU ? { fromU: usableU + 1, toU: heightU } : null,
    unplaced: servers.filter((server) => server.positionU === null || server.heightU === null),
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
