/**
 * The energy balance as a flow: every level passes on to the next one and to its parts, and what nobody accounts for is
 * a residual of its own. A residual is never spread, and a negative one draws nothing: it is told. Source: features
 * section 2 idea 3; standards 1.2 (which meters make the facility).
 */
import type { FlowKind } from "@aidc/contract";

export interface FlowAmount<K extends FlowKind = FlowKind> {
  readonly kind: K;
  /** mJ over the time that all levels cover. */
  readonly millijoules: bigint;
}
type SupplyKind = "grid_import" | "generator" | "pv";
type PartKind = "cooling" | "lighting" | "other_overhead" | "grid_export";
type LevelKind = "ups_output" | "pdu_output" | "racks";

export interface FlowInput {
  /** null: not known; the flow then begins at the first level. */
  readonly supply: readonly FlowAmount<SupplyKind>[] | null;
  /** What leaves at the facility beside the first level. */
  readonly parts: readonly FlowAmount<PartKind>[];
  /** From the UPS to the racks; levels that are not known are left out. */
  readonly levels: readonly FlowAmount<LevelKind>[];
  /** Who drew it, over the part of the time in which that is known; null: nothing is known of it. */
  readonly split: FlowSplit | null;
}

export interface FlowSplit {
  /** The last level over this part of the time. */
  readonly last: bigint;
  /** The racks over the same; equal to `last` where they are that level. */
  readonly racks: bigint;
  readonly tenants: readonly { readonly id: string; readonly millijoules: bigint }[];
}

export interface FlowNode {
  readonly id: string;
  readonly kind: FlowKind;
  readonly tenant: string | null;
  readonly millijoules: bigint;
}
export interface FlowLink {
  readonly from: string;
  readonly to: string;
  readonly millijoules: bigint;
}
export interface FlowBalance {
  readonly at: string;
  readonly whole: bigint;
  readonly parts: bigint;
  /** whole - parts */
  readonly residual: bigint;
}
export interface Flow {
  readonly nodes: readonly FlowNode[];
  readonly links: readonly FlowLink[];
  readonly balances: readonly FlowBalance[];
}

export function energyFlow(input: FlowInput): Flow {
  const flow = new FlowDraft();
  let parts = input.supply === null ? [] : positive(input.parts);
  let above = input.supply === null ? null : supplied(flow, positive(input.supply));
  for (const level of input.levels) {
    const next = flow.node(level.kind, level.millijoules);
    if (above) flow.divide(above, [next, ...nodesOf(flow, parts)]);
    above = next;
    parts = [];
  }
  if (above && parts.length > 0) flow.divide(above, nodesOf(flow, parts));
  if (above && input.split && input.levels.length > 0) divideByHolder(flow, above, input.split);
  return flow;
}

function supplied(flow: FlowDraft, supply: readonly FlowAmount[]): FlowNode {
  const sources = nodesOf(flow, supply);
  const facility = flow.node("facility", sumOf(supply));
  for (const source of sources) flow.link(source, facility, source.millijoules);
  return facility;
}

function nodesOf(flow: FlowDraft, amounts: readonly FlowAmount[]): FlowNode[] {
  return amounts.map(({ kind, millijoules }) => flow.node(kind, millijoules));
}

/** Rounding of a register's last digit may leave a part a little below zero: it is then no part. */
function positive<K extends FlowKind>(amounts: readonly FlowAmount<K>[]): FlowAmount<K>[] {
  return amounts.filter(({ millijoules }) => millijoules > 0n);
}

/** The last level passes on to the racks in the time that is known, and the rest of it is not split. */
function divideByHolder(flow: FlowDraft, last: FlowNode, split: FlowSplit): void {
  const isRacks = last.kind === "racks";
  const racks = isRacks ? last : flow.node("racks", split.racks);
  const rest = last.millijoules - split.last;
  const unknown = rest > 0n ? [flow.node("not_split", rest)] : [];
  if (!isRacks) flow.divide(last, [racks, ...unknown]);
  const drawing = split.tenants.filter(({ millijoules }) => millijoules > 0n);
  const notHeld = split.racks - sumOf(drawing);
  flow.divide(racks, [
    ...drawing.map(({ id, millijoules }) => flow.node("tenant", millijoules, id)),
    ...(notHeld > 0n ? [flow.node("not_held", notHeld)] : []),
    ...(isRacks ? unknown : []),
  ]);
}

class FlowDraft implements Flow {
  readonly nodes: FlowNode[] = [];
  readonly links: FlowLink[] = [];
  readonly balances: FlowBalance[] = [];

  node(kind: FlowKind, millijoules: bigint, of: string | null = null): FlowNode {
    const tenant = kind === "tenant" ? of : null;
    const node = { id: of === null ? kind : `${kind}/${of}`, kind, tenant, millijoules };
    this.nodes.push(node);
    return node;
  }

  link(from: FlowNode, to: FlowNode, millijoules: bigint): void {
    this.links.push({ from: from.id, to: to.id, millijoules });
  }

  /** Parts keep their own amounts, even where they come to more than the whole. */
  divide(whole: FlowNode, parts: readonly FlowNode[]): void {
    for (const part of parts) this.link(whole, part, part.millijoules);
    const sum = sumOf(parts);
    const residual = whole.millijoules - sum;
    this.balances.push({ at: whole.id, whole: whole.millijoules, parts: sum, residual });
    if (residual > 0n) this.link(whole, this.node("residual", residual, whole.id), residual);
  }
}

function sumOf(amounts: readonly { readonly millijoules: bigint }[]): bigint {
  return amounts.reduce((sum, { millijoules }) => sum + millijoules, 0n);
}
