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
  // The year before a year is both of the others.
  const windows = new Map(Object.values(periods).map(({ name, window }) => [name, window]));
  const { feed, waits } = await queuedJobs.readWaits({
    centerId: center.id,
    windows: [...windows.values()],
    tenants: tenants.map(({ id }) => id),
    recordedByMs,
  });
  const byName = new Map([...windows.keys()].map((name, at) => [name, waits[at]]));
  const [current, previous, lastYear] = [periods.current, periods.previous, periods.lastYear].map(
    ({ name }) => byName.get(name),
  );
  if (!current || !previous || !lastYear) throw new Error("a window was not answered");
  return { feed, waits: { current, previous, lastYear } };
}
