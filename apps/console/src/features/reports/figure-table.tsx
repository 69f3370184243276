import type { ReportFigure } from "@aidc/contract";
import { coverageText, printedText, reasonWords } from "@aidc/domain";
import { useIntl } from "react-intl";
import { Cell, HeadCell, Table } from "../../ui/table.tsx";
import { useReportPlace } from "./report-place.tsx";
import { useSay } from "./use-say.ts";

const columns = ["value", "previous", "lastYear", "limit", "covered", "grade"] as const;

/** Every figure with its periods before, its limit, its coverage and its grade; its name opens where it comes from. */
export function FigureTable({ title, figures }: { title: string; figures: readonly ReportFigure[] }) {
  const intl = useIntl();
  return (
    <div>
      {title !== "" && <h3 className="mb-1 font-medium">{title}</h3>}
      <Table>
        <thead>
          <tr>
            <HeadCell>{intl.formatMessage({ id: "reports.column.figure" })}</HeadCell>
            {columns.map((column) => (
              <HeadCell key={column} isNumber={column !== "grade"}>
                {intl.formatMessage({ id: `reports.column.${column}` })}
              </HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <FigureRow key={figure.id} row={figure} />
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function FigureRow({ row }: { row: ReportFigure }) {
  const intl = useIntl();
  const say = useSay();
  const { change } = useReportPlace();
  const { figure, previous, lastYear, limit, digits } = row;
  const compared = (other: ReportFigure["previous"]) => (other === null ? "" : printedText(other, digits));
  return (
    <tr>
      <Cell>
        <button
          type="button"
          className="min-h-6 text-left underline decoration-rule hover:decoration-ink"
          onClick={() => change({ figure: row.id })}
        >
          {say(row.title)}
        </button>
        {figure.reason !== undefined && (
          <span className="ml-2 text-xs text-faint">{say(reasonWords[figure.reason])}</span>
        )}
      </Cell>
      <Cell isNumber>
        <strong className="font-semibold">{printedText(figure, digits)}</strong>
      </Cell>
      <Cell isNumber>{compared(previous)}</Cell>
      <Cell isNumber>{compared(lastYear)}</Cell>
      <Cell isNumber>
        {limit &&
          `${limit.side === "at_most" ? "\u2264" : "\u2265"} ${printedText({ ...figure, value: limit.value }, digits)}`}
        {limit?.kept === false && (
          <span className="ml-1 font-medium">{intl.formatMessage({ id: "reports.limit.missed" })}</span>
        )}
      </Cell>
      <Cell isNumber>{coverageText(figure.coverage)}</Cell>
      <Cell isFaint>{intl.formatMessage({ id: `grade.${figure.grade}` })}</Cell>
    </tr>
  );
}
