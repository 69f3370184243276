import type { WindowMs } from "@aidc/contract";
import type { ReportInputs, ReportPeriod } from "@aidc/domain";
import { periodLastYear, previousPeriod } from "@aidc/domain";

export const comparedWith = (period: ReportPeriod, timeZone: string): ReportInputs["periods"] => ({
  current: period,
  previous: previousPeriod(period, timeZone),
  lastYear: periodLastYear(period, timeZone),
});

/** The same read of a period and of those it is compared with. Of a year the period before is a year ago, and is read once. */
export async function ofPeriods<Read>(
  { current, previous, lastYear }: ReportInputs["periods"],
  read: (window: WindowMs) => Promise<Read>,
): Promise<Record<keyof ReportInputs["periods"], Read>> {
  const before = read(previous.window);
  const isSame = lastYear.name === previous.name;
  const [now, then, yearAgo] = await Promise.all([
    read(current.window),
    before,
    isSame ? before : read(lastYear.window),
  ]);
  return { current: now, previous: then, lastYear: yearAgo };
}
