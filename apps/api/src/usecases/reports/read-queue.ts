import type { CenterDocument } from "@aidc/contract";
import type { Compared, QueueInputs, ReportPeriod } from "@aidc/domain";
import type { Services } from "../services.ts";

/** How long jobs waited in each of the compared windows, in one query, by what was recorded by an instant. */
export async function readQueue(
  { queuedJobs }: Pick<Services, "queuedJobs">,
  { center, tenants }: Pick<CenterDocument, "center" | "tenants">,
  periods: Readonly<Record<Compared, ReportPeriod>>,
  recordedByMs: number,
): Promise<QueueInputs> {
  const { feed, waits } = await queuedJobs.readWaits({
    centerId: center.id,
    windows: [periods.current, periods.previous, periods.lastYear].map(({ window }) => window),
    tenants: tenants.map(({ id }) => id),
    recordedByMs,
  });
  const [current, previous, lastYear] = waits;
  if (!current || !previous || !lastYear) throw new Error("a window was not answered");
  return { feed, waits: { current, previous, lastYear } };
}
