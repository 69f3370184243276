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
import type { ExpectedCounter } from "./expected-counts.ts";
import { expectedCounters, idleMs, neverCounted } from "./expected-counts.ts";
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

/** Allocated over installed accelerators, both over the time that every tenant's count is known that leases cards. */
export async function allocationFigure(context: FigureContext): Promise<Figure> {
  const points = tenantPoints(context, "accelerators_allocated");
  const { window } = context;
  const counters = expectedCounters(context, points, window);
  const all = [...counters, ...neverCounted(context, points, window)];
  const joint = await jointEnergies(
    context,
    all.map(({ source }) => source),
    window,
  );
  const installed = heldOver(context, window);
  const allocatedMs = joint.millijoules.reduce((sum, part) => sum + part, 0n);
  return shareFigure(
    context,
    "allocation",
    Number(allocatedMs),
    cardMsOfCovered(installed, { window, coveredMs: joint.coveredMs }),
    {
      coverage: coverageOf(joint.coveredMs, context.window),
      isHeard: joint.coveredMs > 0 || (await isAnyHeard(context, counters)),
      points,
      noWhole: "no_inventory",
    },
  );
}

/** Active over allocated, tenant by tenant over the time that both of its counts are known. */
export async function utilisationFigure(context: FigureContext): Promise<Figure> {
  const { window } = context;
  const allocated = tenantPoints(context, "accelerators_allocated");
  const active = tenantPoints(context, "accelerators_active");
  const others = new Map(expectedCounters(context, active, window).map((one) => [one.tenant, one.source]));
  const sum = { activeMs: 0n, allocatedMs: 0n, coveredMs: 0, idleMs: 0 };
  for (const own of expectedCounters(context, allocated, window)) {
    const other = others.get(own.tenant);
    if (!other) continue;
    const joint = await jointEnergies(context, [other, own.source], window);
    sum.activeMs += joint.millijoules[0] ?? 0n;
    sum.allocatedMs += joint.millijoules[1] ?? 0n;
    sum.coveredMs += joint.coveredMs - idleMs(own, window);
    sum.idleMs += idleMs(own, window);
  }
  // A tenant that sends only one of the two leaves its share of the time uncovered.
  const expectedMs = Math.max(allocated.length, active.length) * lengthMs(window) - sum.idleMs;
  return shareFigure(context, "utilisation", Number(sum.activeMs), Number(sum.allocatedMs), {
    coverage: expectedMs > 0 ? Math.min(1, Math.max(0, sum.coveredMs / expectedMs)) : 0,
    isHeard: sum.coveredMs > 0,
    points: [...allocated, ...active].filter(
      ({ subject }) => others.has(subject.id) && allocated.some((one) => one.subject.id === subject.id),
    ),
    noWhole: "no_data",
  });
}

/** Whether at least one of them sent while it was expected: time that is not known of all is too little, and not none. */
async function isAnyHeard(context: FigureContext, counters: readonly ExpectedCounter[]): Promise<boolean> {
  for (const counter of counters) {
    const { coveredMs } = await jointEnergies(context, [counter.source], context.window);
    if (coveredMs > idleMs(counter, context.window)) return true;
  }
  return false;
}

interface ShareFacts {
  readonly coverage: number;
  readonly isHeard: boolean;
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
  const { coverage, isHeard, points, noWhole } = facts;
  const grade = worstGrade(points.map((point) => point.grade));
  const reason =
    points.length === 0
      ? ("not_collected" as const)
      : (coverage === 0 && !isHeard) || lengthMs(context.window) <= 0
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
