import type { Figure, Grade, Quantity, SubjectKind } from "@aidc/contract";
import type { EnergyInput, HeldServer } from "@aidc/domain";
import {
  carbonFigure,
  heldEnergyFigure,
  heldEquipment,
  holdingSegments,
  isGridOnly,
  shareOfServer,
  withOverhead,
} from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import { indexOf } from "../center-index.ts";
import { pueOverWindow, summedParts } from "./energy-figures.ts";
import { chooseSources, correctionOf } from "./energy-sources.ts";
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
    const parts = heldEquipment(index, tenant, window.fromMs).flatMap((server) =>
      partsOf(context, server, index.servers.list, find),
    );
    for (const alike of alikeIn(parts)) {
      const inputs = alike.map(({ input }) => input);
      const sources = await chooseSources({ ...context, window }, inputs);
      for (const part of await summedParts({ ...context, window }, sources)) {
        millijoules += alike[0] ? shareOfServer(part.integral, alike[0].share) : 0n;
        coveredMs += part.coveredMs;
        gradesSeen.add(part.grade);
      }
      for (const { grade } of usedOf(context, { facility: [], it: sources }, window)) gradesSeen.add(grade);
    }
    expectedMs += parts.length * lengthMs(window);
    mostMeters = Math.max(mostMeters, parts.length);
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

interface HeldPart {
  readonly share: HeldServer["share"];
  readonly input: EnergyInput<BoundPoint>;
}

/** A server that nothing measures goes by its accelerators; a missing meter is an input without gauges. */
function partsOf(
  context: FigureContext,
  { row, share, whole, accelerators }: HeldServer,
  servers: readonly { readonly id: string }[],
  find: FindPoint,
): HeldPart[] {
  const input = (kind: "server" | "accelerator", id: string, gauges: BoundPoint[]) => ({
    subject: { kind, id },
    sign: 1 as const,
    role: null,
    counter: null,
    gauges,
  });
  const id = servers[row]?.id ?? "";
  const own = [...find("server", id, "power"), ...find("server", id, "dc_power")];
  const cards = accelerators.map((card) =>
    input("accelerator", card.id, find("accelerator", card.id, "power")),
  );
  const isMeasured = own.length > 0 || correctionOf(context, { kind: "server", id }) !== undefined;
  if (isMeasured || whole || !cards.some(({ gauges }) => gauges.length > 0))
    return [{ share, input: input("server", id, own) }];
  return cards.map((card) => ({ share: { held: 1, of: 1 }, input: card }));
}

/** Parts of which the same share counts are read together. */
const alikeIn = (parts: readonly HeldPart[]): HeldPart[][] => [
  ...Map.groupBy(parts, ({ share }) => `${share.held}/${share.of}`).values(),
];
