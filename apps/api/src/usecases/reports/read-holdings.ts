import type { WindowMs } from "@aidc/contract";
import type { DaySum, HoldingDay, HoldingInputs } from "@aidc/domain";
import { heldIn, localDaysOver, worstGrade } from "@aidc/domain";
import type { BoundPoint, Rollup } from "@aidc/store";
import { activityPoints, judgeActivity, tenantPoints } from "../figures/accelerator-figures.ts";
import type { ExpectedCounter } from "../figures/expected-counts.ts";
import { expectedCounters, idleMs, neverCounted } from "../figures/expected-counts.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import { jointEnergies } from "../figures/joint-energy.ts";

type Counter = "accelerators_allocated" | "accelerators_active";
type Days = ReadonlyMap<number, Rollup>;

interface DayCounts extends ExpectedCounter {
  readonly days: Days;
}

interface TenantCounts extends DayCounts {
  readonly point: BoundPoint;
}

/** Accelerator-hours by local day: leased by contract, allocated and active as tenants' counters say. */
export async function readHoldings(context: FigureContext, reach: WindowMs): Promise<HoldingInputs> {
  const allocated = await readCounts(context, "accelerators_allocated", reach);
  const active = await readCounts(context, "accelerators_active", reach);
  const points = allocated.map(({ point }) => point);
  const silent = neverCounted(context, points, reach).map((one) => ({ ...one, days: new Map() }));
  const judged = active.length === 0 ? await judgedDays(context, reach) : null;
  const { document } = context;
  const days: HoldingDay[] = [];
  for (const [at, window] of localDaysOver(reach, context.timeZone).entries()) {
    days.push({
      window,
      leased: heldIn(document, "accelerators", window),
      allocated: sumOf(allocated, window),
      active: judged?.days[at] ?? sumOf(active, window),
      allocation: await jointAllocation(context, [...allocated, ...silent], window),
      use: await pairedUse(context, allocated, active, window),
      byTenant: byTenant(context, { allocated, active }, window),
    });
  }
  const sourcesOf = (counts: readonly TenantCounts[]) => ({
    count: counts.length,
    grade: worstGrade(counts.map(({ point }) => point.grade)),
  });
  return {
    leases: { count: document.leases.length, grade: worstGrade(document.leases.map(({ grade }) => grade)) },
    allocated: sourcesOf(allocated),
    active: judged?.sources ?? sourcesOf(active),
    pairs: {
      // A tenant that sends only one of the two leaves its share of the time uncovered.
      count: allocated.some((one) => active.some(({ tenant }) => tenant === one.tenant))
        ? Math.max(allocated.length, active.length)
        : 0,
      grade: worstGrade([...allocated, ...active].map(({ point }) => point.grade)),
    },
    activeByTenant: judged === null,
    days,
  };
}

async function readCounts(
  context: FigureContext,
  quantity: Counter,
  reach: WindowMs,
): Promise<TenantCounts[]> {
  const points = tenantPoints(context, quantity).sort((a, b) => (a.subject.id < b.subject.id ? -1 : 1));
  const rows = points.length === 0 ? [] : await context.telemetry.readRollups(points, reach, "1d");
  const expected = expectedCounters(context, points, reach);
  return points.flatMap((point, at) => {
    const counter = expected[at];
    const days = new Map((rows[at] ?? []).map((row) => [row.startMs, row]));
    return counter ? [{ ...counter, point, days }] : [];
  });
}

/** From the accelerators themselves; days of the period only, because each is looked at closely. */
async function judgedDays(context: FigureContext, reach: WindowMs) {
  const points = activityPoints(context);
  if (points.length === 0) return null;
  const none: DaySum = { integral: 0n, coveredMs: 0, resets: 0 };
  const days: DaySum[] = [];
  for (const window of localDaysOver(reach, context.timeZone)) {
    const inPeriod = window.fromMs >= context.window.fromMs && window.toMs <= context.window.toMs;
    const parts = inPeriod ? await judgeActivity({ ...context, window }, points, context.window) : [];
    days.push(
      parts.reduce<DaySum>(
        (sum, part) => ({
          integral: sum.integral + part.integral,
          coveredMs: sum.coveredMs + part.coveredMs,
          resets: sum.resets + part.resets,
        }),
        none,
      ),
    );
  }
  return { days, sources: { count: points.length, grade: worstGrade(points.map(({ grade }) => grade)) } };
}

function sumOf(counts: readonly TenantCounts[], { fromMs }: WindowMs): DaySum {
  return counts.reduce<DaySum>(
    (sum, { days }) => {
      const day = days.get(fromMs);
      if (!day) return sum;
      return {
        integral: sum.integral + day.integral,
        coveredMs: sum.coveredMs + day.coveredMs,
        resets: sum.resets + day.resets,
      };
    },
    { integral: 0n, coveredMs: 0, resets: 0 },
  );
}

interface Joint {
  readonly integrals: readonly bigint[];
  readonly coveredMs: number;
}

/** Over the time of the day that all of them cover that are expected. */
async function jointDay(
  context: FigureContext,
  counts: readonly DayCounts[],
  window: WindowMs,
): Promise<Joint> {
  const lengthMs = window.toMs - window.fromMs;
  const days = counts.map((one) => {
    const { integral = 0n, coveredMs = 0 } = one.days.get(window.fromMs) ?? {};
    const idle = idleMs(one, window);
    const isWhole = coveredMs >= lengthMs || (coveredMs === 0 && idle >= lengthMs);
    return { integral, isWhole, isSilent: coveredMs === 0 && idle === 0 };
  });
  if (counts.length === 0 || days.some(({ isSilent }) => isSilent))
    return { integrals: counts.map(() => 0n), coveredMs: 0 };
  if (days.every(({ isWhole }) => isWhole))
    return { integrals: days.map(({ integral }) => integral), coveredMs: lengthMs };
  const sources = counts.map(({ source }) => source);
  const { millijoules, coveredMs } = await jointEnergies(context, sources, window);
  return { integrals: millijoules, coveredMs };
}

async function jointAllocation(
  context: FigureContext,
  allocated: readonly DayCounts[],
  window: WindowMs,
): Promise<HoldingDay["allocation"]> {
  const { integrals, coveredMs } = await jointDay(context, allocated, window);
  return { allocatedMs: integrals.reduce((sum, one) => sum + one, 0n), coveredMs };
}

async function pairedUse(
  context: FigureContext,
  allocated: readonly TenantCounts[],
  active: readonly TenantCounts[],
  window: WindowMs,
): Promise<HoldingDay["use"]> {
  const sum = { activeMs: 0n, allocatedMs: 0n, coveredMs: 0, idleMs: 0 };
  for (const one of allocated) {
    const other = active.find(({ tenant }) => tenant === one.tenant);
    if (!other) continue;
    const { integrals, coveredMs } = await jointDay(context, [other, one], window);
    sum.activeMs += integrals[0] ?? 0n;
    sum.allocatedMs += integrals[1] ?? 0n;
    const idle = idleMs(one, window);
    // What a day does not tell at all, it does not tell of the time without a lease either.
    sum.coveredMs += Math.max(0, coveredMs - idle);
    sum.idleMs += idle;
  }
  return sum;
}

/** What is not known of a day contributes nothing. */
function byTenant(
  { document }: FigureContext,
  counts: { readonly allocated: readonly TenantCounts[]; readonly active: readonly TenantCounts[] },
  window: WindowMs,
): HoldingDay["byTenant"] {
  const of = (list: readonly TenantCounts[], tenant: string) =>
    Number(list.find((one) => one.tenant === tenant)?.days.get(window.fromMs)?.integral ?? 0n);
  const ids = document.tenants.map(({ id }) => id);
  return {
    leased: ids.map((tenant) => heldIn(document, "accelerators", window, { tenant }).amountMs),
    allocated: ids.map((id) => of(counts.allocated, id)),
    active: ids.map((id) => of(counts.active, id)),
  };
}
