import type { Lease, WindowMs } from "@aidc/contract";
import { coverageOf, dayNameAt, heldIn, intervalOf, isoOf, overlapMs } from "@aidc/domain";
import { tenantPoints } from "../figures/accelerator-figures.ts";
import { dailyIntegrals, sumKnown } from "../figures/daily-integrals.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import type { Services } from "../services.ts";

interface UsageRow {
  readonly key: string;
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly leasedHours: number | null;
  readonly allocatedHours: number | null;
  readonly activeHours: number | null;
  readonly coverage: number | null;
}

interface UsageRows {
  readonly rows: UsageRow[];
  /** Card-milliseconds of all jobs, listed or not; null: the split does not rest on job records. */
  readonly itemisedMs: bigint | null;
}
type MakeRows = (services: Services, context: FigureContext, tenant: string) => Promise<UsageRows>;
const hourMs = 3_600_000;

/** Every way a tenant's use is split. */
export const usageRows = {
  day: byDay,
  model: byModel,
  member: (services, context, tenant) => byJobs(services, context, tenant, "member"),
  job: (services, context, tenant) => byJobs(services, context, tenant, "job"),
  team: (services, context, tenant) => byJobs(services, context, tenant, "team"),
} as const satisfies Record<string, MakeRows>;

/** One row per local day that touches the window; the first and last are cut by it. */
async function byDay(_services: Services, context: FigureContext, tenant: string): Promise<UsageRows> {
  const own = { ...context, tenant };
  const allocated = tenantPoints(own, "accelerators_allocated");
  const active = tenantPoints(own, "accelerators_active");
  const days = await dailyIntegrals(own, [...allocated, ...active]);
  const rows = days.map(({ window, dayStartMs, integrals }) => ({
    key: isoOf(dayStartMs),
    name: dayNameAt(dayStartMs, context.timeZone),
    from: isoOf(window.fromMs),
    to: isoOf(window.toMs),
    leasedHours: leasedHoursIn(context, window, tenant),
    allocatedHours: hours(sumKnown(integrals.slice(0, allocated.length))),
    activeHours: hours(sumKnown(integrals.slice(allocated.length))),
    coverage: allocated.length === 0 ? null : coverageOf(integrals[0]?.coveredMs ?? 0, window),
  }));
  return { rows, itemisedMs: null };
}

/** null: no lease of the time tells its cards. */
function leasedHoursIn({ document }: FigureContext, window: WindowMs, tenant: string): number | null {
  const { amountMs, toldMs, termMs } = heldIn(document, "accelerators", window, { tenant });
  return toldMs > 0 || termMs === 0 ? amountMs / hourMs : null;
}

/** Leased by contract, allocated by the ledger; which model was active nobody counts. */
async function byModel(services: Services, context: FigureContext, tenant: string): Promise<UsageRows> {
  const { leases, center } = context.document;
  const used = await services.billing.cardTimeByModel(
    { centerId: center.id, tenantId: tenant },
    context.window,
  );
  const own = leases.filter((lease) => lease.tenant === tenant && lease.resource === "accelerators");
  // Leases of anything else name no model: what they hold of one is not known, and not 0.
  const isUncounted = leases.some(({ tenant: of, resource }) => of === tenant && resource !== "accelerators");
  const hoursOf = (lease: Lease) => (lease.amount * overlapMs(intervalOf(lease), context.window)) / hourMs;
  const models = new Set([...own.map(({ model }) => model ?? null), ...used.map(({ model }) => model)]);
  const rows = [...models].map((model) => {
    const ofModel = own.filter((lease) => (lease.model ?? null) === model);
    const use = used.find((one) => one.model === model);
    return {
      key: model ?? "",
      name: model ?? "",
      ...windowOf(context),
      leasedHours:
        ofModel.length > 0 || !isUncounted ? ofModel.reduce((sum, one) => sum + hoursOf(one), 0) : null,
      allocatedHours: use ? use.cardMs / hourMs : null,
      activeHours: null,
      coverage: null,
    };
  });
  return { rows, itemisedMs: null };
}

async function byJobs(
  services: Services,
  context: FigureContext,
  tenant: string,
  by: "member" | "job" | "team",
): Promise<UsageRows> {
  const use = await services.billing.itemisedUse(context.document.center.id, tenant, context.window, by);
  const rows = use.rows.map(({ key, name, cardMs, fromMs, toMs }) => ({
    key: key ?? "",
    name,
    from: isoOf(fromMs),
    to: isoOf(toMs),
    leasedHours: null,
    allocatedHours: hours(cardMs),
    activeHours: null,
    coverage: null,
  }));
  return { rows, itemisedMs: use.totalCardMs };
}

function windowOf({ window }: FigureContext): { from: string; to: string } {
  return { from: isoOf(window.fromMs), to: isoOf(window.toMs) };
}

function hours(cardMs: bigint | null): number | null {
  return cardMs === null ? null : Number(cardMs) / hourMs;
}
