import type { Figure, Grade } from "@aidc/contract";
import {
  carbonFigure,
  heldEnergyFigure,
  heldEquipment,
  holdingSegments,
  isGridOnly,
  shareOfServer,
  withOverhead,
} from "@aidc/domain";
import { indexOf } from "../center-index.ts";
import { pueOverWindow, summedParts } from "./energy-figures.ts";
import { chooseSources } from "./energy-sources.ts";
import { usedOf } from "./energy-statements.ts";
import type { FigureContext } from "./figure-context.ts";
import { lengthMs } from "./figure-context.ts";
import { gridPerItOverWindow } from "./grid-per-it.ts";
import type { HeldPart } from "./held-parts.ts";
import { heldParts, pointFinder } from "./held-parts.ts";

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
  let isHeld = false;
  const gradesSeen = new Set<Grade>();
  for (const window of holdingSegments(context.document, tenant, context.window)) {
    const held = heldEquipment(index, tenant, window.fromMs);
    isHeld ||= held.racks.length + held.servers.length > 0;
    const parts = heldParts(context, held, index.servers.list, find);
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
    isHeld,
    meters: mostMeters,
    grades: gradesSeen,
  });
}

/** Parts of which the same share counts are read together. */
const alikeIn = (parts: readonly HeldPart[]): HeldPart[][] => [
  ...Map.groupBy(parts, ({ share }) => `${share.held}/${share.of}`).values(),
];
