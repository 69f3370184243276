import type { EnergyFlow, Figure, FlowKind } from "@aidc/contract";
import type { FlowInput, FlowNode } from "@aidc/domain";
import { energyFlow, kwhOf, makeFigure, statusOfSum } from "@aidc/domain";
import { correctionsNow, figureContext, parseWindow } from "../figures/compute-figures.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import { lengthMs } from "../figures/figure-context.ts";
import type { JointEnergies } from "../figures/joint-energy.ts";
import { jointEnergies } from "../figures/joint-energy.ts";
import type { Services } from "../services.ts";
import type { FlowGroup, FlowSource } from "./flow-groups.ts";
import { flowGroups } from "./flow-groups.ts";
import type { BandGrade } from "./grade-flow.ts";
import { gradesOfFlow } from "./grade-flow.ts";
import { inRuns } from "./in-runs.ts";
import { splitOfRacks } from "./split-racks.ts";

interface FlowQuery {
  readonly center: string;
  readonly from: string;
  readonly to: string;
}

/**
 * The energy balance of a window: meters over the time that all of them cover, racks and who held them over the part
 * of it that the racks cover too.
 * @throws AppError not_found for an unknown center, bad_request for a window that is none
 */
export async function readEnergyFlow(services: Services, query: FlowQuery): Promise<EnergyFlow> {
  const window = parseWindow(query);
  const view = await services.directory.get(query.center);
  const known = await correctionsNow(services, query.center);
  const { from, to } = query;
  return { from, to, ...(await flowOver(figureContext(services, view, window, { known }))) };
}

export async function flowOver(context: FigureContext): Promise<Omit<EnergyFlow, "from" | "to">> {
  const { window } = context;
  const { supply, parts, levels, racks, silent, unknown } = await flowGroups(context);
  const chain: FlowGroup<"ups_output" | "pdu_output" | "racks">[] = levels.length > 0 ? levels : racks.whole;
  const metered = [...(supply ?? []), ...(supply ? parts : []), ...chain];
  const joint = await jointEnergies(context, sourcesOf(metered), window);
  const sums = sumsOf(metered, joint);
  const split = joint.coveredMs > 0 ? await splitOfRacks(context, metered, chain, racks.drawing) : null;
  const amounts = <K extends FlowKind>(groups: readonly FlowGroup<K>[]) =>
    groups.map(({ kind }) => ({ kind, millijoules: sums.get(kind) ?? 0n }));
  const input: FlowInput = {
    supply: supply && amounts(supply),
    parts: amounts(parts),
    levels: amounts(chain),
    split,
  };
  const flow = joint.coveredMs > 0 ? energyFlow(input) : { nodes: [], links: [], balances: [] };
  const coverage = shareOf(joint.coveredMs, context);
  const splitCoverage = shareOf(split?.coveredMs ?? 0, context);
  const gradeOf = gradesOfFlow(context, flow, {
    metered,
    millijoules: joint.millijoules,
    drawing: racks.drawing,
  });
  return {
    coverage,
    splitCoverage,
    nodes: flow.nodes.map((node) => ({
      id: node.id,
      kind: node.kind,
      tenant: tenantOf(context, node.tenant),
      figure: nodeFigure(context, node, isOfSplit(node) ? splitCoverage : coverage, gradeOf(node)),
    })),
    links: flow.links.map(({ from, to, millijoules }) => ({ from, to, kwh: kwhOf(millijoules) })),
    balances: flow.balances.map(({ at, whole, parts: below, residual }) => ({
      at,
      wholeKwh: kwhOf(whole),
      partsKwh: kwhOf(below),
      residualKwh: kwhOf(residual),
      residualRatio: whole === 0n ? null : kwhOf(residual) / kwhOf(whole),
    })),
    silent: [...silent],
    unknownLevels: [...unknown],
  };
}

function sourcesOf(groups: readonly FlowGroup[]): FlowSource[] {
  return groups.flatMap(({ sources }) => sources);
}

/** Sources are in the order of their groups. */
function sumsOf(groups: readonly FlowGroup[], { millijoules }: JointEnergies): Map<FlowKind, bigint> {
  const runs = inRuns(
    millijoules,
    groups.map(({ sources }) => sources.length),
  );
  return new Map(
    groups.map(({ kind }, index) => [kind, (runs[index] ?? []).reduce((sum, one) => sum + one, 0n)]),
  );
}

function shareOf(coveredMs: number, { window }: FigureContext): number {
  return Math.min(1, coveredMs / lengthMs(window));
}

/** Racks and what follows are known over the split's time only, unless they are the level itself. */
function isOfSplit({ kind, id }: FlowNode): boolean {
  return kind === "tenant" || kind === "not_held" || kind === "racks" || id === "residual/racks";
}

function tenantOf({ document }: FigureContext, id: string | null): EnergyFlow["nodes"][number]["tenant"] {
  const tenant = document.tenants.find((one) => one.id === id);
  if (!tenant) return null;
  const { name, nameZh } = tenant;
  return { id: tenant.id, name, ...(nameZh === undefined ? {} : { nameZh }) };
}

function nodeFigure(
  context: FigureContext,
  node: FlowNode,
  coverage: number,
  { grade, inputs }: BandGrade,
): Figure {
  return makeFigure({
    name: `flow.${node.id}`,
    value: kwhOf(node.millijoules),
    unit: "kWh",
    window: context.window,
    coverage,
    grade,
    method: "energy_flow",
    status: statusOfSum(coverage),
    inputs: inputs.map((input) => ({ ...input, coverage })),
  });
}
