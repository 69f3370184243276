import type { LedgerEntry, PriceVersion, WindowMs } from "@aidc/contract";
import type { AssignedModel, LedgerDraft, Samples } from "@aidc/domain";
import {
  assignedModels,
  countModels,
  dayNameAt,
  localDaysOver,
  meterCounts,
  meterLeases,
  reconcileDay,
} from "@aidc/domain";
import type { BoundPoint, ChangedBy } from "@aidc/store";
import type { CenterView } from "../center-directory.ts";
import { metersById } from "../figures/point-rules.ts";
import { noSamples, readSamplesAround } from "../figures/series-reader.ts";
import type { Services } from "../services.ts";

export interface Metered {
  readonly appended: number;
  readonly reversed: number;
}

/** Of one tenant in memory: a week of samples each 15 seconds is less than a megabyte. */
const daysAtOnce = 7;

/** What metering needs of a tenant, the same for each of its days. */
interface TenantMeter {
  readonly tenantId: string;
  readonly leases: CenterView["document"]["leases"];
  readonly assigned: readonly AssignedModel[];
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
  const days = localDaysOver(window, timeZone);
  for (const tenant of tenantsOf(view, options.tenantId)) {
    for (let from = 0; from < days.length; from += daysAtOnce) {
      const some = days.slice(from, from + daysAtOnce);
      for (const day of await changedDays(center, tenant, some, window.toMs)) {
        const { appended, reversed } = await meterDay(center, tenant, day, window.toMs, options.by);
        sum.appended += appended;
        sum.reversed += reversed;
      }
    }
  }
  return sum;
}

function tenantsOf({ document, points }: CenterView, only: string | undefined): TenantMeter[] {
  const tenantOf = new Map(document.leases.map(({ id, tenant }) => [id, tenant]));
  const assignments = Map.groupBy(document.assignments, ({ lease }) => tenantOf.get(lease));
  return document.tenants
    .filter(({ id }) => only === undefined || id === only)
    .map(({ id }) => ({
      tenantId: id,
      leases: document.leases.filter(({ tenant }) => tenant === id),
      assigned: assignedModels(assignments.get(id) ?? [], document.servers),
      point: points.find(
        ({ subject, quantity, seriesId }) =>
          subject.kind === "tenant" &&
          subject.id === id &&
          quantity === "accelerators_allocated" &&
          seriesId !== null,
      ),
    }));
}

/** Days of which something has to be written, seen without a lock: going over what is right costs two reads a week. */
async function changedDays(
  center: CenterMeter,
  tenant: TenantMeter,
  days: readonly WindowMs[],
  upToMs: number,
): Promise<WindowMs[]> {
  const { services, view, timeZone } = center;
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return [];
  const place = { centerId: view.document.center.id, tenantId: tenant.tenantId };
  const named = days.map((day) => ({ day, name: dayNameAt(day.fromMs, timeZone) }));
  const [from, to] = [dayNameAt(first.fromMs, timeZone), dayNameAt(last.fromMs, timeZone)];
  const existing = await services.billing.readNetDays(place, { first: from, last: to });
  const samples = await samplesOf(center, tenant, { fromMs: first.fromMs, toMs: last.toMs });
  return named
    .filter(({ day, name }) => {
      const entries = existing.get(name) ?? [];
      const wanted = draftsOf(center, tenant, samples, { ...day, toMs: reach(entries, day, upToMs) });
      const { append, reverse } = reconcileDay(entries, wanted);
      return append.length + reverse.length > 0;
    })
    .map(({ day }) => day);
}

/** Decided anew while nobody else changes the tenant's ledger, from samples that are read then. */
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
      const samples = await samplesOf(center, tenant, day);
      const wanted = draftsOf(center, tenant, samples, { ...day, toMs: reach(existing, day, upToMs) });
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

async function samplesOf(
  { services, view, timeZone }: CenterMeter,
  { point }: TenantMeter,
  window: WindowMs,
): Promise<Samples> {
  if (point === undefined) return noSamples;
  const reader = { telemetry: services.history, timeZone, meters: metersById(view.document) };
  const [samples = noSamples] = await readSamplesAround(reader, [point], window);
  return samples;
}

function draftsOf(
  { timeZone, versions, installedModels }: CenterMeter,
  { tenantId, leases, assigned, point }: TenantMeter,
  samples: Samples,
  window: WindowMs,
): LedgerDraft[] {
  const leased = meterLeases(leases, window, timeZone, versions);
  if (point === undefined) return leased;
  const { entries } = meterCounts({
    samples,
    rules: point,
    window,
    timeZone,
    versions,
    leases,
    assigned,
    installedModels,
    ref: `tenant/${tenantId}/accelerators_allocated`,
    grade: point.grade,
  });
  return [...leased, ...entries];
}
