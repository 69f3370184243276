import type {
  CenterDocument,
  EconomicScenario,
  LeaseRequest,
  TenantStanding,
  WindowMs,
} from "@aidc/contract";
import type { HeldState, PendingRequest, ReportInputs, ReportPeriod, SelfGrade } from "@aidc/domain";
import { gradeAlarms, passedOf, versionAt, watchedOf } from "@aidc/domain";
import type { Services } from "../services.ts";

export type PlanServices = Pick<Services, "scenarios" | "inventory" | "leasing" | "alarmStore">;

/** The scenario in force when the period ends. */
export async function readScenario(
  { scenarios }: PlanServices,
  centerId: string,
  { window }: ReportPeriod,
): Promise<EconomicScenario | null> {
  return versionAt(await scenarios.list(centerId), window.toMs - 1);
}

/** What imports left of the inventory before the window ends, oldest first. */
export async function readStates(
  { inventory }: Pick<PlanServices, "inventory">,
  centerId: string,
  { window }: Pick<ReportPeriod, "window">,
): Promise<HeldState[]> {
  const states = await inventory.readStates(centerId);
  return states.filter(({ atMs }) => atMs < window.toMs);
}

/** Class and industry of tenants, in the order they were said; for which days is said with them. */
export async function readStandings(
  { leasing }: PlanServices,
  { center, tenants }: CenterDocument,
): Promise<TenantStanding[]> {
  const all = await leasing.listStandings(center.id);
  const known = new Set(tenants.map(({ id }) => id));
  return all.filter(({ tenant }) => known.has(tenant)).map(({ recordedAtMs: _, ...standing }) => standing);
}

/** Requests for accelerators that had been made and not answered when the period ended. */
export async function readPending(
  { leasing }: PlanServices,
  document: CenterDocument,
  { window }: ReportPeriod,
): Promise<PendingRequest[]> {
  const requests = await leasing.listRequests({ centerId: document.center.id, tenantId: "*" });
  return requests
    .filter((request) => isPendingAt(request, window.toMs))
    .map((request) => ({ tenant: request.tenant, accelerators: askedOf(request, document) }))
    .sort((a, b) => (a.tenant === b.tenant ? a.accelerators - b.accelerators : a.tenant < b.tenant ? -1 : 1));
}

function isPendingAt({ askedAt, decidedAt }: LeaseRequest, atMs: number): boolean {
  return Date.parse(askedAt) < atMs && (decidedAt === null || Date.parse(decidedAt) >= atMs);
}

/** What the tenant would have more of it; to renew or to end asks for none. */
function askedOf({ wish }: LeaseRequest, { leases }: CenterDocument): number {
  if (wish.kind === "new") return wish.resource === "accelerators" ? wish.amount : 0;
  if (wish.kind !== "resize") return 0;
  const lease = leases.find(({ id }) => id === wish.lease);
  return lease?.resource === "accelerators" ? Math.max(0, wish.amount - lease.amount) : 0;
}

/** A window of which the journal has nothing is one that it knows nothing of, unless it knew something before. */
export async function readAlarmGrades(
  { alarmStore }: PlanServices,
  centerId: string,
  { current, previous, lastYear }: ReportInputs["periods"],
  nowMs: number,
): Promise<ReportInputs["alarms"]> {
  const sinceMs = await alarmStore.watchedSince(centerId);
  const watched = ({ window }: ReportPeriod) => watchedOf(passedOf(window, nowMs), sinceMs);
  const grade = async (period: ReportPeriod): Promise<SelfGrade | null> => {
    const window = watched(period);
    const annunciations = await alarmStore.annunciations(centerId, window);
    return annunciations.length === 0 ? null : gradeAlarms(annunciations, window);
  };
  const [now, then, yearAgo] = await Promise.all([grade(current), grade(previous), grade(lastYear)]);
  const before = then ?? yearAgo;
  return {
    current: now ?? (before && quiet(watched(current))),
    previous: then,
    lastYear: yearAgo,
  };
}

/** The journal was kept and nothing was annunciated. */
const quiet = (window: WindowMs): SelfGrade => gradeAlarms([], window);
