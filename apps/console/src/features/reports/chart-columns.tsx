import type { ReportChart } from "@aidc/contract";
import { leastTop } from "@aidc/domain";
import { axisOf } from "./common-axis.ts";
import { SmallChart } from "./small-chart.tsx";
import { useSay } from "./use-say.ts";

/** Bars over time: a small chart a series, all on one axis; what it stands beside follows on the same axis. */
export function ChartColumns({ chart, beside }: { chart: ReportChart; beside: ReportChart | null }) {
  const say = useSay();
  const all = [...chart.series, ...(beside?.series ?? [])];
  const axis = axisOf(
    [leastTop(chart), ...all.flatMap(({ points }) => points.map(({ value }) => value))],
    "zero",
  );
  if (!axis) return null;
  return (
    <div className="mt-2 grid gap-x-8 gap-y-4 sm:grid-cols-2">
      {all.map((one) => (
        <SmallChart
          key={`${one.id} ${one.points[0]?.from}`}
          title={say(one.title)}
          points={one.points}
          axis={axis}
          digits={chart.digits}
          form="bars"
        />
      ))}
    </div>
  );
}
