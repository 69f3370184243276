import type { Figure, Grade, Quantity, SubjectKind } from "@aidc/contract";
import type { EnergyInput, HeldServer } from "@aidc/domain";
import {
  carbonFigure,
  heldEnergyFigure,
  heldEquipment,
  holdingSegments,
  isGridOnly,
  withOverhead,
} from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import { indexOf } from "../center-index.ts";
import { pueOverWindow, summedParts } from "./energy-figures.ts";
import { chooseSources } from "./energy-sources.ts";
import { usedOf } from "./energy-statements.ts";
import type { FigureContext } from "./figure-context.ts";
import { lengthMs } from "./figure-context.ts";
import { gridPerItOverWindow } from "./grid-per-it.ts";

export interface TenantEnergy {
  readonly it_energy: Figure;
  readonly energy_with_overhead: Figure;
  readonly carbon: Figure;
}

/**
 * Energy of what a tenant held, while it held it; its share of the overhead by PUE; carbon of what the grid delivered
 * for it, by the rule of the center's CUE.
 */
export async function tenantEnergy(context: FigureContext, tenant: string): Promise<TenantEnergy> {
  const it = await heldEnergy(context, tenant);
  const ofCenter = { ...context, tenant: undefined };
  const pue = await pueOverWindow(ofCenter);
  const gridPerIt = isGridOnly(context.document) ? pue : await gridPerItOverWindow(ofCenter);
  return {
    it_energy: it,
    energy_with_overhead: withOverhead(it, pue),
    carbon: carbonFigure(it, gridPerIt, context.document.center.gridCarbon ?? null),
  };
}

/** Piece by piece, because what is held changes; the sum of exact integrals does not depend on the cuts. */
async function heldEnergy(context: FigureContext, tenant: string): Promise<Figure> {
  const index = indexOf(context);
  const find = pointFinder(context.points);
  let millijoules = 0n;
  let coveredMs = 0;
  let expectedMs = 0;
  let mostMeters = 0;
  const gradesSeen = new Set<Grade>();
  for (const window of holdingSegments(context.document, tenant, context.window)) {
    const held = heldEquipment(index, tenant, window.fromMs);
    const inputs = held.flatMap((server) => inputsOf(server, index.servers.list, find));
    const sources = await chooseSources({ ...context, window }, inputs);
    for (const part of await summedParts({ ...context, window }, sources)) {
      millijoules += part.integral;
      coveredMs += part.coveredMs;
      gradesSeen.add(part.grade);
    }
    for (const { grade } of usedOf(context, { facility: [], it: sources }, window)) gradesSeen.add(grade);
    expectedMs += inputs.length * lengthMs(window);
    mostMeters = Math.max(mostMeters, inputs.length);
  }
  return heldEnergyFigure({
    window: context.window,
    millijoules,
    coveredMs,
    expectedMs,
    meters: mostMeters,
    grades: gradesSeen,
  });
}

type FindPoint = (kind: SubjectKind, id: string, quantity: Quantity) => BoundPoint[];

function pointFinder(points: readonly BoundPoint[]): FindPoint {
  const table = new Map<string, BoundPoint>();
  for (const point of points) {
    if (point.seriesId !== null)
      table.set(`${point.subject.kind} ${point.subject.id} ${point.quantity}`, point);
  }
  return (kind, id, quantity) => {
    const found = table.get(`${kind} ${id} ${quantity}`);
    return found ? [found] : [];
  };
}

/** What measures exactly the held part of a server; a missing meter is an input without gauges. */
function inputsOf(
  held: HeldServer,
  servers: readonly { readonly id: string }[],
  find: FindPoint,
): EnergyInput<BoundPoint>[] {
  const input = (kind: "server" | "accelerator", id: string, gauges: BoundPoint[]) => ({
    subject: { kind, id },
    sign: 1 as const,
    role: null,
    counter: null,
    gauges,
  });
  if (!held.whole) {
    return held.accelerators.map(({ id }) => input("accelerator", id, find("accelerator", id, "power")));
  }
  const id = servers[held.row]?.id ?? "";
  return [input("server", id, [...find("server", id, "power"), ...find("server", id, "dc_power")])];
}
