/**
 * Where bands and ribbons of a flow lie, in the unit of the room (px on a screen, pt on paper). Heights follow the
 * values; nothing has a negative one. Screen and paper draw the same picture from it.
 */
interface PlacedNode {
  readonly id: string;
  readonly column: number;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  /** Room for its words; never less than a line. */
  readonly slot: number;
}
interface PlacedLink {
  readonly from: string;
  readonly to: string;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly height: number;
}
export interface PlacedFlow {
  readonly nodes: readonly PlacedNode[];
  readonly links: readonly PlacedLink[];
  readonly columns: number;
  readonly height: number;
}

export interface FlowRoom {
  readonly width: number;
  /** Of the tallest band. */
  readonly tallest: number;
  readonly nodeWidth: number;
  /** Beside the last column. */
  readonly labelWidth: number;
  readonly line: number;
}
interface DrawnFlow {
  /** null: not known; as high as what comes out of it. */
  readonly bands: readonly { readonly id: string; readonly value: number | null }[];
  readonly links: readonly { readonly from: string; readonly to: string; readonly value: number }[];
}
const gap = 4;

/** Nodes stand in the column after the furthest one that feeds them, in the order in which they are told. */
export function layOutFlow(flow: DrawnFlow, room: FlowRoom): PlacedFlow {
  const sizes = sizesOf(flow);
  const largest = Math.max(...sizes.values(), 0);
  if (largest <= 0) return { nodes: [], links: [], columns: 0, height: 0 };
  const scale = room.tallest / largest;
  const depths = depthsOf(flow);
  const columns = Math.max(...depths.values()) + 1;
  const step = columns > 1 ? (room.width - room.labelWidth - room.nodeWidth) / (columns - 1) : 0;
  const nextY: number[] = Array.from({ length: columns }, () => 0);
  const nodes = flow.bands.map(({ id }): PlacedNode => {
    const column = depths.get(id) ?? 0;
    const height = Math.max(1, (sizes.get(id) ?? 0) * scale);
    const slot = Math.max(room.line, height);
    const y = nextY[column] ?? 0;
    nextY[column] = y + slot + gap;
    return { id, column, x: column * step, y, height, slot };
  });
  return {
    nodes,
    links: placeLinks(flow, nodes, scale, room.nodeWidth),
    columns,
    height: Math.max(...nextY),
  };
}

/** What a band has to hold: its own energy, or more where what comes out of it was measured as more. */
function sizesOf({ bands, links }: DrawnFlow): Map<string, number> {
  const sizes = new Map(bands.map(({ id, value }) => [id, value ?? 0]));
  for (const end of ["from", "to"] as const) {
    const sums = new Map<string, number>();
    for (const link of links) sums.set(link[end], (sums.get(link[end]) ?? 0) + link.value);
    for (const [id, sum] of sums) sizes.set(id, Math.max(sizes.get(id) ?? 0, sum));
  }
  return sizes;
}

function depthsOf({ bands, links }: DrawnFlow): Map<string, number> {
  const depths = new Map(bands.map(({ id }) => [id, 0]));
  // As many rounds as there can be columns; links are a tree, so that it comes to rest.
  for (let round = 0; round < bands.length; round++) {
    let moved = false;
    for (const { from, to } of links) {
      const depth = (depths.get(from) ?? 0) + 1;
      if (depth <= (depths.get(to) ?? 0)) continue;
      depths.set(to, depth);
      moved = true;
    }
    if (!moved) break;
  }
  return depths;
}

function placeLinks(
  { links }: DrawnFlow,
  nodes: readonly PlacedNode[],
  scale: number,
  nodeWidth: number,
): PlacedLink[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const used = { from: new Map<string, number>(), to: new Map<string, number>() };
  const take = (end: "from" | "to", id: string, height: number) => {
    const before = used[end].get(id) ?? 0;
    used[end].set(id, before + height);
    return before;
  };
  return links.flatMap(({ from, to, value }) => {
    const [left, right] = [byId.get(from), byId.get(to)];
    if (!left || !right) return [];
    const height = value * scale;
    return [
      {
        from,
        to,
        height,
        x0: left.x + nodeWidth,
        y0: left.y + take("from", from, height),
        x1: right.x,
        y1: right.y + take("to", to, height),
      },
    ];
  });
}
