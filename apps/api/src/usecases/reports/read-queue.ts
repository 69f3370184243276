import type { CenterDocument } from "@aidc/contract";
import type { Compared, QueueInputs, ReportPeriod } from "@aidc/domain";
import { localMonthsOver, queueWait } from "@aidc/domain";
import { isTooSlow } from "../database-faults.ts";
import type { Services } from "../services.ts";

/**
 * How long jobs waited, by what was recorded by an instant. Of so many jobs that the database does not add them up in
 * its time the chapter says so; the rest of the report hangs on none of them.
 */
export async function readQueue(...asked: Parameters<typeof readWaits>): Promise<QueueInputs> {
  try {
    return await readWaits(...asked);
  } catch (error) {
    if (!isTooSlow(error)) throw error;
    const none = queueWait([], { fromMs: 0, toMs: 0 }, 0);
    return {
      feed: null,
      isNotComputed: true,
      waits: { current: none, previous: none, lastYear: none },
      months: { current: [], previous: [], lastYear: [] },
    };
  }
}

/** Of each of the compared windows, in one query. */
async function readWaits(
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
