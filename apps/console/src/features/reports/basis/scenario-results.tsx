import type { Report } from "@aidc/contract";
import { printedText } from "@aidc/domain";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Fact, Facts } from "../../../ui/origin/facts.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { lastEnded } from "../period-names.ts";
import type { Centers } from "../planner-door.tsx";
import { useSay } from "../use-say.ts";

/** What follows from the scenario in the report of the last month. */
export function ScenarioResults({ center }: { center: Centers[number] }) {
  const intl = useIntl();
  const period = lastEnded("month", Date.now(), center.timeZone);
  const report = useQuery({
    ...api.reports.preview.queryOptions({ input: { center: center.id, period } }),
    staleTime: 60_000,
  });
  return (
    <div className="grid content-start gap-3">
      <h3 className="font-medium">{intl.formatMessage({ id: "basis.result" }, { period })}</h3>
      <p className="text-sm text-soft">{intl.formatMessage({ id: "basis.result.what" })}</p>
      <Asked query={report} lines={4}>
        {(shown) => <ResultFacts report={shown} center={center.id} />}
      </Asked>
    </div>
  );
}

function ResultFacts({ report, center }: { report: Report; center: string }) {
  const say = useSay();
  const words = useWords();
  const period = report.content.period.name;
  const rows = report.content.figures.filter(({ id }) => /^economics\.(payback|npv)/.test(id));
  return (
    <Facts>
      {rows.map(({ id, title, figure, digits }) => (
        <Fact key={id} name={say(title)}>
          <Link to="/reports" search={{ center, period, figure: id }} className="num underline">
            {printedText(figure, digits)}
          </Link>
          {figure.reason && <span className="ml-2 text-soft">{words.reason(figure.reason)}</span>}
        </Fact>
      ))}
    </Facts>
  );
}
