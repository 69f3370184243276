import type { ReportChart } from "@aidc/contract";
import { printedNumber } from "@aidc/domain";
import { useSay } from "./use-say.ts";

/** A row a series, a cell a point; darker is more. A gap is an outline. */
export function ChartHeat({ chart }: { chart: ReportChart }) {
  const say = useSay();
  const most = Math.max(0, ...chart.series.flatMap((one) => one.points.map(({ value }) => value ?? 0)));
  return (
    <div className="mt-2 grid gap-1 overflow-x-auto text-xs">
      {chart.series.map((one) => (
        <div key={one.id} className="grid grid-cols-[7rem_1fr] items-center gap-2">
          <span className="truncate text-faint">{say(one.title)}</span>
          <span className="flex gap-px">
            {one.points.map(({ label, value }) => (
              <span
                key={label}
                title={`${label}: ${value === null ? "\u2013" : printedNumber(value, chart.digits)}`}
                className={`h-4 w-2 ${value === null ? "border border-rule" : "bg-ink"}`}
                style={
                  value === null
                    ? {}
                    : { opacity: most > 0 ? 0.08 + (0.92 * Math.max(0, value)) / most : 0.08 }
                }
              />
            ))}
          </span>
        </div>
      ))}
    </div>
  );
}
