import type { ReportFigure } from "@aidc/contract";
import type { Footnotes as Told } from "@aidc/domain";
import {
  caveatOf,
  coverageText,
  earlierFootnotes,
  earlierOf,
  earlierText,
  isRecorded,
  limitSigns,
  printedText,
} from "@aidc/domain";
import { useIntl } from "react-intl";
import { Cell, HeadCell, Table } from "../../ui/table.tsx";
import { useCompared } from "./compared.tsx";
import { comparedRow } from "./comparison.ts";
import { useDifferenceText } from "./difference-text.ts";
import { Footnotes } from "./footnotes.tsx";
import { useReportPlace } from "./report-place.tsx";
import { useSay } from "./use-say.ts";

const periods = ["previous", "lastYear"] as const;
const after = ["limit", "covered", "grade"] as const;

/** Every figure with its periods before, its limit, its coverage and its grade; its name opens where it comes from. */
export function FigureTable({ title, figures }: { title: string; figures: readonly ReportFigure[] }) {
  const intl = useIntl();
  const { comparison, isAsked, name, ...beside } = useCompared();
  const footnotes = earlierFootnotes(
    isAsked ? figures.map((row) => comparedRow(row, comparison, beside).than) : earlierOf(figures),
  );
  return (
    <div>
      {title !== "" && <h3 className="mb-1 font-medium">{title}</h3>}
      <Table>
        <thead>
          <tr>
            <HeadCell>{intl.formatMessage({ id: "reports.column.figure" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "reports.column.value" })}</HeadCell>
            {isAsked ? (
              <>
                {comparison.kind !== "limit" && <HeadCell isNumber>{name}</HeadCell>}
                <HeadCell isNumber>{intl.formatMessage({ id: "reports.column.difference" })}</HeadCell>
              </>
            ) : (
              periods.map((column) => (
                <HeadCell key={column} isNumber>
                  {intl.formatMessage({ id: `reports.column.${column}` })}
                </HeadCell>
              ))
            )}
            {after.map((column) => (
              <HeadCell key={column} isNumber={column !== "grade"}>
                {intl.formatMessage({ id: `reports.column.${column}` })}
              </HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <FigureRow key={figure.id} row={figure} footnotes={footnotes} />
          ))}
        </tbody>
      </Table>
      <Footnotes notes={footnotes.marked} />
    </div>
  );
}

const gradeIdOf = (figure: ReportFigure["figure"]) =>
  isRecorded(figure) ? ("reports.grade.recorded" as const) : (`grade.${figure.grade}` as const);

function FigureRow({ row, footnotes }: { row: ReportFigure; footnotes: Told }) {
  const intl = useIntl();
  const say = useSay();
  const { change } = useReportPlace();
  const { comparison, isAsked, ...beside } = useCompared();
  const differs = useDifferenceText();
  const { figure, previous, lastYear, limit, digits } = row;
  const { than, difference } = comparedRow(row, comparison, beside);
  const isSilent = difference.kind === "unknown" && difference.reason === "no_plan";
  const caveat = caveatOf(figure);
  const compared = (one: ReportFigure["previous"]) => earlierText(one, digits, footnotes);
  return (
    <tr id={row.id} className="scroll-mt-4">
      <Cell>
        <button
          type="button"
          className="min-h-6 text-left underline decoration-rule hover:decoration-ink"
          onClick={() => change({ figure: row.id })}
        >
          {say(row.title)}
        </button>
        {caveat && <span className="ml-2 text-xs text-faint">{say(caveat)}</span>}
      </Cell>
      <Cell isNumber>
        <strong className="font-semibold">{printedText(figure, digits)}</strong>
      </Cell>
      {isAsked ? (
        <>
          {comparison.kind !== "limit" && <Cell isNumber>{compared(than)}</Cell>}
          <Cell isNumber>
            {difference.kind === "known" ? (
              differs(difference, digits)
            ) : (
              <span className="text-faint" title={than === null ? undefined : differs(difference, digits)}>
                {isSilent ? differs(difference, digits) : than === null ? "" : "\u2013"}
              </span>
            )}
          </Cell>
        </>
      ) : (
        <>
          <Cell isNumber>{compared(previous)}</Cell>
          <Cell isNumber>{compared(lastYear)}</Cell>
        </>
      )}
      <Cell isNumber>
        {limit && `${limitSigns[limit.side]} ${printedText({ ...figure, value: limit.value }, digits)}`}
        {limit?.kept === false && (
          <span className="ml-1 font-medium">{intl.formatMessage({ id: "reports.limit.missed" })}</span>
        )}
      </Cell>
      <Cell isNumber>{coverageText(figure.coverage)}</Cell>
      <Cell isFaint>
        <span className="whitespace-nowrap">{intl.formatMessage({ id: gradeIdOf(figure) })}</span>
      </Cell>
    </tr>
  );
}
