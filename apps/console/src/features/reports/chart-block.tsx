import type { Report, ReportChart } from "@aidc/contract";
import { chartFootnotes, chartNotes, isNumbered, printedNumber, undrawn } from "@aidc/domain";
import { useIntl } from "react-intl";
import type { MessageId } from "../../i18n/messages/en.ts";
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

/** One chart is one sentence: its title. Where there is too little for a picture, the sentence says so. */
export function ChartBlock({ chart, report }: { chart: ReportChart; report: Report }) {
  const say = useSay();
  const few = undrawn(chart);
  return few ? (
    <div>
      <p className="text-sm">
        <span className="font-medium">{say(chart.title)}</span>
        {` \u00b7 ${say(few)}`}
      </p>
      <Footnotes notes={chartNotes(chart)} />
    </div>
  ) : (
    <DrawnChart chart={chart} report={report} />
  );
}

function DrawnChart({ chart, report }: { chart: ReportChart; report: Report }) {
  const intl = useIntl();
  const say = useSay();
  const told = useTold(chart);
  const { name, other } = useCompared();
  const beside = chartBeside(chart, report, other);
  const isPartly = chart.series.some(({ points }) =>
    points.some(({ value, coverage }) => value !== null && !isWholly(coverage)),
  );
  const partly = partlyWords(chart);
  const hasGap =
    chart.form !== "heat" &&
    !isNumbered(chart) &&
    chart.series.some(({ points }) => points.some(({ value }) => value === null));
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
      <div role="img" aria-label={told}>
        <Picture chart={chart} beside={beside} />
      </div>
      {isPartly && partly && <p className="text-xs text-faint">{intl.formatMessage({ id: partly })}</p>}
      {hasGap && <p className="text-xs text-faint">{intl.formatMessage({ id: "reports.gap" })}</p>}
      <Footnotes notes={chartNotes(chart)} />
    </figure>
  );
}

/** What it draws, in words for who cannot see it. */
function useTold(chart: ReportChart): string {
  const say = useSay();
  const { dash } = chartFootnotes(chart);
  const told = chart.series.map(
    ({ title, points }) =>
      `${say(title)}: ${points.map(({ label, value, reason }) => `${label} ${value === null ? dash(reason) : printedNumber(value, chart.digits)}`).join(", ")}`,
  );
  const bands = (chart.flow?.bands ?? []).map(
    ({ title, value }) => `${say(title)} ${printedNumber(value, chart.digits)}`,
  );
  return `${say(chart.title)}. ${[...told, ...bands].join(". ")}`;
}

function Picture({ chart, beside }: { chart: ReportChart; beside: ReportChart | null }) {
  const isOverTime = chart.series.every(({ points }) => points.every(({ from }) => from !== null));
  if (chart.form === "line") return <ChartLines chart={chart} beside={beside} />;
  if (isOverTime && chart.form === "bar") return <ChartColumns chart={chart} beside={beside} />;
  if (chart.form === "heat") return <ChartHeat chart={chart} />;
  return chart.form === "flow" ? <ChartFlow chart={chart} /> : <ChartBars chart={chart} />;
}

/** A sum of part of the time is lower than it was; a share of part of it may be either. */
function partlyWords({ form, unit }: ReportChart): MessageId | null {
  if (form === "line") return "reports.partly.line";
  if (form === "heat" || unit === "%") return "reports.partly.share";
  return form === "bar" ? "reports.partly.bar" : null;
}
