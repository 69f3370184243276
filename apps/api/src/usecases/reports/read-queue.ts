import type { CenterDocument } from "@aidc/contract";
import type { Compared, QueueInputs, ReportPeriod } from "@aidc/domain";
import { localMonthsOver } from "@aidc/domain";
import type { Services } from "../services.ts";

/** How long jobs waited in each of the compared windows, in one query, by what was recorded by an instant. */
export async function readQueue(
  { queuedJobs }: Pick<Services, "queuedJobs">,
  { center, tenants }: Pick<CenterDocument, "center" | "tenants">,
  periods: Readonly<Record<Compared, ReportPeriod>>,
  recordedByMs: number,
): Promise<QueueInputs> {
  // The year before a year is both of the others.
  const asked = [...new Map(Object.values(periods).map((period) => [period.name, period])).values()].map(
    ({ name, window }) => ({ name, window, months: localMonthsOver(window, center.timeZone) }),
  );
  const { feed, waits, months } = await queuedJobs.readWaits({
    centerId: center.id,
    windows: asked.map(({ window }) => window),
    months: asked.flatMap((one) => one.months),
    tenants: tenants.map(({ id }) => id),
    recordedByMs,
  });
  const of = ({ name }: ReportPeriod) => {
    const at = asked.findIndex((one) => one.name === name);
    const first = asked.slice(0, at).flatMap((one) => one.months).length;
    const wait = waits[at];
    if (!wait) throw new Error("a window was not answered");
    return { wait, months: months.slice(first, first + (asked[at]?.months.length ?? 0)) };
  };
  const [current, previous, lastYear] = [of(periods.current), of(periods.previous), of(periods.lastYear)];
  return {
    feed,
    waits: { current: current.wait, previous: previous.wait, lastYear: lastYear.wait },
    months: { current: current.months, previous: previous.months, lastYear: lastYear.months },
  };
}
