import type { ReportChart } from "@aidc/contract";
import { useIntl } from "react-intl";
import { ChartBars } from "./chart-bars.tsx";
import { ChartHeat } from "./chart-heat.tsx";
import { ChartLines } from "./chart-lines.tsx";
import { useSay } from "./use-say.ts";

/** One chart is one sentence: its title. What it draws is told in words to who cannot see it. */
export function ChartBlock({ chart }: { chart: ReportChart }) {
  const intl = useIntl();
  const say = useSay();
  const hasGap = chart.series.some(({ points }) => points.some(({ value }) => value === null));
  const told = chart.series.map(
    ({ title, points }) =>
      `${say(title)}: ${points.map(({ label, value }) => `${label} ${value === null ? "\u2013" : value.toFixed(chart.digits)}`).join(", ")}`,
  );
  return (
    <figure className="chart">
      <figcaption>
        <h3 className="font-medium text-balance">{say(chart.title)}</h3>
        <p className="text-xs text-faint">{chart.unit === "ratio" ? "" : chart.unit}</p>
      </figcaption>
      <div role="img" aria-label={`${say(chart.title)}. ${told.join(". ")}`}>
        {chart.form === "line" ? (
          <ChartLines chart={chart} />
        ) : chart.form === "heat" ? (
          <ChartHeat chart={chart} />
        ) : (
          <ChartBars chart={chart} />
        )}
      </div>
      {hasGap && <p className="text-xs text-faint">{intl.formatMessage({ id: "reports.gap" })}</p>}
    </figure>
  );
}
