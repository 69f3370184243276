import type { Figure } from "@aidc/contract";
import {
  cardMsOfCovered,
  coverageGates,
  coverageOf,
  heldOver,
  installedHours,
  makeFigure,
  ratioOf,
  worstGrade,
} from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import { leasedHours, tenantPoints } from "./accelerator-figures.ts";
import type { FigureContext } from "./figure-context.ts";
import { lengthMs } from "./figure-context.ts";
import { jointEnergies } from "./joint-energy.ts";

export async function occupancyFigure(context: FigureContext): Promise<Figure> {
  return ratioOf(
    "occupancy",
    await leasedHours(context),
    installedHours(context, context.window),
    "occupancy",
    "no_inventory",
  );
}

/** Allocated over installed accelerators, both over the time that every tenant's count is known. */
export async function allocationFigure(context: FigureContext): Promise<Figure> {
  const points = tenantPoints(context, "accelerators_allocated");
  const joint = await jointEnergies(context, points.map(asSource), context.window);
  const { window } = context;
  const installed = heldOver(context, window);
  const allocatedMs = joint.millijoules.reduce((sum, part) => sum + part, 0n);
  return shareFigure(
    context,
    "allocation",
    Number(allocatedMs),
    cardMsOfCovered(installed, { window, coveredMs: joint.coveredMs }),
    {
      coverage: coverageOf(joint.coveredMs, context.window),
      points,
      noWhole: "no_inventory",
    },
  );
}

/** Active over allocated, tenant by tenant over the time that both of its counts are known. */
export async function utilisationFigure(context: FigureContext): Promise<Figure> {
  const allocated = tenantPoints(context, "accelerators_allocated");
  const active = new Map(
    tenantPoints(context, "accelerators_active").map((point) => [point.subject.id, point]),
  );
  const pairs = allocated.flatMap((point) => {
    const other = active.get(point.subject.id);
    return other ? [{ allocated: point, active: other }] : [];
  });
  let activeMs = 0n;
  let allocatedMs = 0n;
  let coveredMs = 0;
  for (const pair of pairs) {
    const joint = await jointEnergies(
      context,
      [asSource(pair.active), asSource(pair.allocated)],
      context.window,
    );
    activeMs += joint.millijoules[0] ?? 0n;
    allocatedMs += joint.millijoules[1] ?? 0n;
    coveredMs += joint.coveredMs;
  }
  // A tenant that sends only one of the two leaves its share of the time uncovered.
  const expected = Math.max(allocated.length, active.size);
  return shareFigure(context, "utilisation", Number(activeMs), Number(allocatedMs), {
    coverage: expected > 0 ? coverageOf(coveredMs / expected, context.window) : 0,
    points: pairs.flatMap((pair) => [pair.active, pair.allocated]),
    noWhole: "no_data",
  });
}

interface ShareFacts {
  readonly coverage: number;
  readonly points: readonly BoundPoint[];
  /** Why there is no value when the whole is 0 although the time is covered. */
  readonly noWhole: "no_inventory" | "no_data";
}

function shareFigure(
  context: FigureContext,
  name: "allocation" | "utilisation",
  part: number,
  whole: number,
  facts: ShareFacts,
): Figure {
  const { coverage, points, noWhole } = facts;
  const grade = worstGrade(points.map((point) => point.grade));
  const reason =
    points.length === 0
      ? ("not_collected" as const)
      : coverage === 0 || lengthMs(context.window) <= 0
        ? ("no_data" as const)
        : coverage < coverageGates.provisional
          ? ("coverage_low" as const)
          : whole <= 0
            ? noWhole
            : undefined;
  return makeFigure({
    name,
    value: reason ? null : part / whole,
    reason,
    unit: "ratio",
    window: context.window,
    coverage,
    grade,
    method: name,
    inputs: [{ kind: "point", label: "scheduler counts", count: points.length, grade, coverage }],
  });
}

function asSource(point: BoundPoint) {
  return { counter: null, gauge: point };
}
