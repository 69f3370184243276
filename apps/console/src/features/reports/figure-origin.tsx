import type { Report, ReportFigure } from "@aidc/contract";
import { printedText } from "@aidc/domain";
import { useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { useIntl } from "react-intl";
import { showSpan } from "../../ui/format/time.ts";
import { Fact, Facts } from "../../ui/origin/facts.tsx";
import { FigureInputs } from "../../ui/origin/figure-inputs.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { useWords } from "../../ui/use-words.ts";
import { FigureRows } from "./figure-rows.tsx";
import { useReportPlace } from "./report-place.tsx";
import { useSay } from "./use-say.ts";

/** Where a figure comes from: definition, formula over the raw tables, what it rests on, and its samples. */
export function FigureOrigin({ report }: { report: Report }) {
  const say = useSay();
  const { search, change } = useReportPlace();
  const row = report.content.figures.find(({ id }) => id === search.figure);
  useNamedFigure(report);
  return (
    <Sheet
      isOpen={row !== undefined}
      onClose={() => change({ figure: undefined })}
      title={row ? say(row.title) : ""}
      place="side"
    >
      {row && <Origin row={row} report={report} />}
    </Sheet>
  );
}

/** An address that ends in the id of a figure, as the printed report names it, opens where that figure comes from. */
function useNamedFigure(report: Report): void {
  const { change } = useReportPlace();
  const named = useLocation({ select: ({ hash }) => hash });
  const isFigure = report.content.figures.some(({ id }) => id === named);
  useEffect(() => {
    if (isFigure) change({ figure: named });
  }, [isFigure, named, change]);
}

function Origin({ row, report }: { row: ReportFigure; report: Report }) {
  const intl = useIntl();
  const words = useWords();
  const say = useSay();
  const { figure } = row;
  const { timeZone } = report.content.center;
  const method = report.content.methods.find(({ id }) => id === figure.method.id);
  const from = Date.parse(figure.from);
  return (
    <div className="grid grid-cols-1 gap-5">
      <p className="num text-3xl font-semibold">{printedText(figure, row.digits)}</p>
      {figure.reason && <p className="text-soft">{words.reason(figure.reason)}</p>}
      <Facts>
        <Fact name={intl.formatMessage({ id: "reports.origin.id" })}>
          <code>{row.id}</code>
        </Fact>
        <Fact name={intl.formatMessage({ id: "explain.window" })}>
          {showSpan(from, Date.parse(figure.to), timeZone, words.language)}
        </Fact>
        <Fact name={intl.formatMessage({ id: "column.status" })}>
          {intl.formatMessage({ id: `status.${figure.status}` })}
        </Fact>
        <Fact name={intl.formatMessage({ id: "column.coverage" })}>{words.coverage(figure.coverage)}</Fact>
        <Fact name={intl.formatMessage({ id: "column.grade" })}>{words.grade(figure.grade)}</Fact>
        {method && (
          <>
            <Fact name={intl.formatMessage({ id: "reports.origin.definition" })}>
              {say(method.definition)}
            </Fact>
            <Fact name={intl.formatMessage({ id: "explain.standard" })}>{method.source}</Fact>
          </>
        )}
        <Fact name={intl.formatMessage({ id: "reports.origin.formula" })}>
          <code className="text-xs break-all">{row.formula}</code>
        </Fact>
        <Fact name={intl.formatMessage({ id: "explain.method" })}>
          <code>{`${figure.method.id} v${figure.method.version}${figure.method.category ? `, ${figure.method.category}` : ""}`}</code>
        </Fact>
        {row.limit && (
          <Fact name={intl.formatMessage({ id: "reports.column.limit" })}>{row.limit.source}</Fact>
        )}
      </Facts>
      <p className="text-sm text-soft">{intl.formatMessage({ id: "reports.origin.how" })}</p>
      <FigureRows row={row} report={report} />
      <FigureInputs inputs={figure.inputs} />
    </div>
  );
}
