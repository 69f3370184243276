import type { Report, ReportChart } from "@aidc/contract";
import { chartFootnotes, chartNotes, isNumbered, printedNumber } from "@aidc/domain";
import { useIntl } from "react-intl";
import { ChartBars } from "./chart-bars.tsx";
import { ChartColumns } from "./chart-columns.tsx";
import { ChartFlow } from "./chart-flow.tsx";
import { ChartHeat } from "./chart-heat.tsx";
import { ChartLines } from "./chart-lines.tsx";
import { isWholly } from "./common-axis.ts";
import { useCompared } from "./compared.tsx";
import { chartBeside } from "./comparison.ts";
import { Footnotes } from "./footnotes.tsx";
import { useSay } from "./use-say.ts";

/** One chart is one sentence: its title. What it draws is told in words to who cannot see it. */
export function ChartBlock({ chart, report }: { chart: ReportChart; report: Report }) {
  const intl = useIntl();
  const say = useSay();
  const { name, other } = useCompared();
  const beside = chartBeside(chart, report, other);
  const isOverTime = chart.series.every(({ points }) => points.every(({ from }) => from !== null));
  const drawn = chart.form === "bar" || chart.form === "line" ? chart.form : null;
  const isPartly =
    drawn !== null &&
    chart.series.some(({ points }) =>
      points.some(({ value, coverage }) => value !== null && !isWholly(coverage)),
    );
  const { dash } = chartFootnotes(chart);
  const hasGap =
    !isNumbered(chart) && chart.series.some(({ points }) => points.some(({ value }) => value === null));
  const told = chart.series.map(
    ({ title, points }) =>
      `${say(title)}: ${points.map(({ label, value, reason }) => `${label} ${value === null ? dash(reason) : printedNumber(value, chart.digits)}`).join(", ")}`,
  );
  const bands = (chart.flow?.bands ?? []).map(
    ({ title, value }) => `${say(title)} ${printedNumber(value, chart.digits)}`,
  );
  return (
    <figure className="chart">
      <figcaption>
        <h3 className="font-medium text-balance">{say(chart.title)}</h3>
        <p className="text-xs text-faint">
          {[
            chart.unit === "ratio" ? "" : chart.unit,
            beside ? intl.formatMessage({ id: "reports.compare.line" }, { name }) : "",
          ]
            .filter(Boolean)
            .join(" \u00b7 ")}
        </p>
      </figcaption>
      <div role="img" aria-label={`${say(chart.title)}. ${[...told, ...bands].join(". ")}`}>
        {chart.form === "line" ? (
          <ChartLines chart={chart} beside={beside} />
        ) : isOverTime && chart.form === "bar" ? (
          <ChartColumns chart={chart} beside={beside} />
        ) : chart.form === "heat" ? (
          <ChartHeat chart={chart} />
        ) : chart.form === "flow" ? (
          <ChartFlow chart={chart} />
        ) : (
          <ChartBars chart={chart} />
        )}
      </div>
      {isPartly && (
        <p className="text-xs text-faint">{intl.formatMessage({ id: `reports.partly.${drawn}` })}</p>
      )}
      {hasGap && <p className="text-xs text-faint">{intl.formatMessage({ id: "reports.gap" })}</p>}
      <Footnotes notes={chartNotes(chart)} />
    </figure>
  );
}
