import type { FigureInput, FlowKind, Grade, WindowMs } from "@aidc/contract";
import type { Flow, FlowNode } from "@aidc/domain";
import { kwhOf, touches, worstGrade } from "@aidc/domain";
import { usedOf } from "../figures/energy-statements.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import type { DrawingRack, FlowGroup, FlowSource } from "./flow-groups.ts";

/** Something that measures a part of a band. */
interface Graded {
  readonly kind: FlowKind;
  readonly grade: Grade;
  /** Over the time of the balance; null: not told apart. */
  readonly millijoules: bigint | null;
}

export interface FlowParts {
  /** Levels and parts that meters tell, with the energy of each source in their order. */
  readonly metered: readonly FlowGroup[];
  readonly millijoules: readonly bigint[];
  readonly drawing: readonly DrawingRack[];
}

/** How well a band is known, and what it is made of: by kind and grade, with its share of the energy. */
export interface BandGrade {
  readonly grade: Grade;
  readonly inputs: Omit<FigureInput, "coverage">[];
}

const supplyKinds: readonly FlowKind[] = ["grid_import", "generator", "pv"];

/** Each band is as good as the weakest of what is in it, and of nothing beside it. */
export function gradesOfFlow(
  context: FigureContext,
  { nodes, links }: Pick<Flow, "nodes" | "links">,
  parts: FlowParts,
): (node: FlowNode) => BandGrade {
  const metered = gradedMeters(context, parts);
  const racks = parts.drawing.flatMap((rack) => gradedRack(context, rack));
  const kindOf = new Map(nodes.map(({ id, kind }) => [id, kind]));
  const ofKind = (kind: FlowKind): Graded[] => {
    if (kind === "facility") return metered.filter((one) => supplyKinds.includes(one.kind));
    const own = metered.filter((one) => one.kind === kind);
    const isOfRacks = kind === "racks" || kind === "tenant" || kind === "not_held";
    return own.length > 0 || !isOfRacks ? own : racks;
  };
  /** A rest is what a level has less all that it passes on; of a time that is not split it is the level alone. */
  const around = ({ id, kind }: FlowNode): Graded[] => {
    const above = links.find(({ to }) => to === id)?.from ?? "";
    const passedOn = kind === "not_split" ? [] : links.filter(({ from, to }) => from === above && to !== id);
    const beside = passedOn.map(({ to }) => to);
    const kinds = new Set([above, ...beside].flatMap((of) => kindOf.get(of) ?? []));
    return [...new Set([...kinds].flatMap(ofKind))];
  };
  return (node) => {
    const isRest = node.kind === "residual" || node.kind === "not_split" || node.kind === "not_held";
    if (node.tenant !== null) return bandGrade(heldBy(context, node.tenant, parts.drawing), true);
    return bandGrade(isRest ? around(node) : ofKind(node.kind), isRest);
  };
}

function gradedMeters(context: FigureContext, { metered, millijoules }: FlowParts): Graded[] {
  const all = metered.flatMap(({ kind, sources }) => sources.map((source) => ({ kind, source })));
  return all.map(({ kind, source }, at) => ({
    kind,
    grade: gradeOfSource(context, source),
    millijoules: millijoules[at] ?? null,
  }));
}

/** Its servers where parts of it are held: who holds them is told by these. */
function gradedRack(context: FigureContext, { sources, servers }: DrawingRack): Graded[] {
  const all = [...sources, ...servers.map(({ source }) => source)];
  return all.map((source) => ({ kind: "racks", grade: gradeOfSource(context, source), millijoules: null }));
}

/** Of any time of the window: racks that are its own, and servers of which it holds parts. */
function heldBy(context: FigureContext, tenant: string, drawing: FlowParts["drawing"]): Graded[] {
  const { leases, assignments } = context.document;
  const own = new Set(leases.filter((lease) => lease.tenant === tenant).map(({ id }) => id));
  const held = assignments.filter(
    ({ lease, from, to }) => own.has(lease) && touches(termOf(from, to), context.window),
  );
  const racks = new Set(held.map(({ rack }) => rack));
  const servers = new Set(held.map(({ accelerator }) => accelerator?.slice(0, accelerator.lastIndexOf(":"))));
  const sources = drawing.flatMap((rack) =>
    racks.has(rack.id)
      ? rack.sources
      : rack.servers.filter(({ id }) => servers.has(id)).map(({ source }) => source),
  );
  return sources.map((source) => ({
    kind: "racks",
    grade: gradeOfSource(context, source),
    millijoules: null,
  }));
}

const termOf = (from: string, to: string | null): WindowMs => ({
  fromMs: Date.parse(from),
  toMs: to === null ? Number.POSITIVE_INFINITY : Date.parse(to),
});

/** No better than what puts it right. */
function gradeOfSource(context: FigureContext, source: FlowSource): Grade {
  const corrections = usedOf(context, { facility: [source], it: [] }, context.window);
  const point = source.counter ?? source.gauge;
  return worstGrade([...(point ? [point] : []), ...corrections].map(({ grade }) => grade));
}

function bandGrade(parts: readonly Graded[], isReckoned: boolean): BandGrade {
  const grades = parts.map(({ grade }) => grade);
  const whole = parts.reduce((sum, { millijoules }) => sum + (millijoules ?? 0n), 0n);
  const groups = [...Map.groupBy(parts, ({ kind, grade }) => `${kind} ${grade}`).values()];
  const inputs = groups.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const own = group.reduce((sum, { millijoules }) => sum + (millijoules ?? 0n), 0n);
    const isTold = groups.length > 1 && !isReckoned && whole > 0n;
    const share = isTold ? `, ${((kwhOf(own) / kwhOf(whole)) * 100).toFixed(1)} % of the energy` : "";
    const { kind, grade } = first;
    return [{ kind: "meter" as const, label: `${kind}${share}`, count: group.length, grade }];
  });
  return { grade: worstGrade(isReckoned ? [...grades, "derived"] : grades), inputs };
}
