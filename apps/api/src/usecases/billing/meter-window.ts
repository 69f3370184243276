import type { LedgerEntry, PriceVersion, WindowMs } from "@aidc/contract";
import type { LedgerDraft } from "@aidc/domain";
import { countModels, dayNameAt, localDaysOver, meterCounts, meterLeases, reconcileDay } from "@aidc/domain";
import type { BoundPoint, ChangedBy } from "@aidc/store";
import type { CenterView } from "../center-directory.ts";
import { metersById } from "../figures/point-rules.ts";
import { noSamples, readSamplesAround } from "../figures/series-reader.ts";
import type { Services } from "../services.ts";

export interface Metered {
  readonly appended: number;
  readonly reversed: number;
}

/** What metering needs of a tenant, the same for each of its days. */
interface TenantMeter {
  readonly tenantId: string;
  readonly leases: CenterView["document"]["leases"];
  /** Its count of allocated accelerators, if a source sends one. */
  readonly point: BoundPoint | undefined;
}

/** What it needs of the center. */
interface CenterMeter {
  readonly services: Pick<Services, "billing" | "history">;
  readonly view: CenterView;
  readonly timeZone: string;
  readonly versions: readonly PriceVersion[];
  readonly installedModels: readonly string[];
}

/**
 * Brings the ledger up to what samples and leases say of every local day that touches the window, tenant by tenant
 * and day by day: an interruption leaves whole days, and a second run changes nothing.
 * @param window its end is the last instant that may be metered: a day that goes on is metered up to there
 */
export async function meterWindow(
  services: Pick<Services, "billing" | "history" | "directory">,
  centerId: string,
  window: WindowMs,
  options: { readonly by: ChangedBy; readonly tenantId?: string },
): Promise<Metered> {
  const view = await services.directory.get(centerId);
  const { timeZone } = view.document.center;
  const center: CenterMeter = {
    services,
    view,
    timeZone,
    versions: await services.billing.listPrices(centerId, null),
    installedModels: countModels(view.document).map(({ model }) => model),
  };
  const sum = { appended: 0, reversed: 0 };
  for (const tenant of tenantsOf(view, options.tenantId)) {
    for (const day of localDaysOver(window, timeZone)) {
      const { appended, reversed } = await meterDay(center, tenant, day, window.toMs, options.by);
      sum.appended += appended;
      sum.reversed += reversed;
    }
  }
  return sum;
}

function tenantsOf({ document, points }: CenterView, only: string | undefined): TenantMeter[] {
  return document.tenants
    .filter(({ id }) => only === undefined || id === only)
    .map(({ id }) => ({
      tenantId: id,
      leases: document.leases.filter(({ tenant }) => tenant === id),
      point: points.find(
        ({ subject, quantity, seriesId }) =>
          subject.kind === "tenant" &&
          subject.id === id &&
          quantity === "accelerators_allocated" &&
          seriesId !== null,
      ),
    }));
}

function meterDay(
  center: CenterMeter,
  tenant: TenantMeter,
  day: WindowMs,
  upToMs: number,
  by: ChangedBy,
): Promise<Metered> {
  const { services, view, timeZone } = center;
  const place = {
    centerId: view.document.center.id,
    tenantId: tenant.tenantId,
    day: dayNameAt(day.fromMs, timeZone),
  };
  return services.billing.reconcileDay(
    place,
    async (existing) => {
      const wanted = await draftsOf(center, tenant, { ...day, toMs: reach(existing, day, upToMs) });
      return reconcileDay(existing, wanted);
    },
    by,
  );
}

/** What was metered before stays metered, also when the clock that is asked now is behind the one of then. */
function reach(existing: readonly LedgerEntry[], day: WindowMs, upToMs: number): number {
  const metered = existing.map((entry) => Date.parse(entry.to));
  return Math.min(day.toMs, Math.max(upToMs, ...metered));
}

async function draftsOf(center: CenterMeter, tenant: TenantMeter, window: WindowMs): Promise<LedgerDraft[]> {
  const { timeZone, versions } = center;
  const leased = meterLeases(tenant.leases, window, timeZone, versions);
  return [...leased, ...(await countedDrafts(center, tenant, window))];
}

async function countedDrafts(
  { services, view, timeZone, versions, installedModels }: CenterMeter,
  { tenantId, leases, point }: TenantMeter,
  window: WindowMs,
): Promise<LedgerDraft[]> {
  if (point === undefined) return [];
  const reader = { telemetry: services.history, timeZone, meters: metersById(view.document) };
  const [samples = noSamples] = await readSamplesAround(reader, [point], window);
  const { entries } = meterCounts({
    samples,
    rules: point,
    window,
    timeZone,
    versions,
    leases,
    installedModels,
    ref: `tenant/${tenantId}/accelerators_allocated`,
    grade: point.grade,
  });
  return entries;
}
