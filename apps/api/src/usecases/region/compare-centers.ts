import type { Region } from "@aidc/contract";
import { regionCenters } from "@aidc/contract";
import type { ReportOfCenter } from "@aidc/domain";
import { buildRegion, can, reportPeriod } from "@aidc/domain";
import { badField, notFound } from "../app-error.ts";
import type { Identity } from "../identity.ts";
import { previewReport } from "../reports/report-life.ts";
import type { Services } from "../services.ts";

interface Query {
  readonly period: string;
  /** Ids with commas between; absent: every center that the caller may see. */
  readonly centers?: string | undefined;
}

/**
 * Centers side by side, each as its own report of the period tells it.
 * @throws AppError bad_request for too many centers, not_found for one that is not there or not for the caller
 */
export async function compareCenters(
  services: Services,
  identity: Identity,
  { period, centers }: Query,
): Promise<Region> {
  const seen = await centersFor(services, identity);
  const asked = centers === undefined ? seen : chosenOf(centers, seen);
  if (asked.length === 0) throw notFound("A center");
  const reports: ReportOfCenter[] = [];
  // One after the other: a report reads a year of roll-ups, and others wait for the same database.
  for (const id of asked.slice(0, regionCenters)) reports.push(await reportOf(services, id, period));
  return buildRegion(period, reports, asked.slice(regionCenters));
}

async function centersFor(services: Services, identity: Identity): Promise<string[]> {
  const centers = await services.inventory.listCenters();
  return centers
    .map(({ id }) => id)
    .filter((id) => can(identity, "call:planner", { centerId: id }))
    .sort();
}

function chosenOf(list: string, seen: readonly string[]): string[] {
  const ids = [...new Set(list.split(",").map((id) => id.trim()))].sort();
  if (ids.length > regionCenters) throw badField("centers", `names more than ${regionCenters} centers`);
  const strange = ids.find((id) => !seen.includes(id));
  if (strange !== undefined) throw notFound(`Center ${strange}`);
  return ids;
}

/** What is frozen tells more than what moves: the issued report, else a draft of the whole period, else now. */
async function reportOf(services: Services, center: string, period: string): Promise<ReportOfCenter> {
  const issued = await services.reports.inForceAt(center, period, services.clock());
  if (issued) return { ...issued, basis: "issued" };
  const { document } = await services.directory.get(center);
  const endMs = reportPeriod(period, document.center.timeZone).window.toMs;
  const drafts = await services.reports.list(center);
  const whole = drafts.find((one) => one.period === period && Date.parse(one.draftedAt) >= endMs);
  const kept = whole ? await services.reports.find(center, whole.id) : null;
  if (kept) return { ...kept, basis: "draft" };
  return { ...(await previewReport(services, { center, period })), basis: "now" };
}
