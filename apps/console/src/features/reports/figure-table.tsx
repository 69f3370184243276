import type { ReportFigure } from "@aidc/contract";
import type { Footnotes as Told } from "@aidc/domain";
import {
  asideOf,
  coverageText,
  earlierFootnotes,
  earlierOf,
  earlierText,
  isRecorded,
  limitSigns,
  printedText,
} from "@aidc/domain";
import { useIntl } from "react-intl";
import { Coverage, Exact } from "../../ui/csv-part.tsx";
import { Cell, HeadCell, Table } from "../../ui/table.tsx";
import { useCompared } from "./compared.tsx";
import { comparedRow } from "./comparison.ts";
import { useDifferenceText } from "./difference-text.ts";
import { Footnotes } from "./footnotes.tsx";
import { useReportPlace } from "./report-place.tsx";
import { useSay } from "./use-say.ts";

const periods = ["previous", "lastYear"] as const;
const after = ["covered", "grade"] as const;

/** Every figure with its periods before, its limit, its coverage and its grade; its name opens where it comes from. */
export function FigureTable({ title, figures }: { title: string; figures: readonly ReportFigure[] }) {
  const intl = useIntl();
  const { comparison, isAsked, name, ...beside } = useCompared();
  const footnotes = earlierFootnotes(
    isAsked ? figures.map((row) => comparedRow(row, comparison, beside).than) : earlierOf(figures),
  );
  // A plan has its column where there is one, as on paper; so has a limit.
  const hasPlan = figures.some(({ plan }) => plan !== undefined);
  const hasLimit = figures.some(({ limit }) => limit);
  const columns = [...(hasLimit ? (["limit"] as const) : []), ...after];
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
              [...periods, ...(hasPlan ? (["plan"] as const) : [])].map((column) => (
                <HeadCell key={column} isNumber>
                  {intl.formatMessage({ id: `reports.column.${column}` })}
                </HeadCell>
              ))
            )}
            {columns.map((column) => (
              <HeadCell key={column} isNumber={column !== "grade"}>
                {intl.formatMessage({ id: `reports.column.${column}` })}
              </HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <FigureRow
              key={figure.id}
              row={figure}
              footnotes={footnotes}
              hasPlan={hasPlan}
              hasLimit={hasLimit}
            />
          ))}
        </tbody>
      </Table>
      <Footnotes notes={footnotes.marked} />
    </div>
  );
}

const gradeIdOf = (figure: ReportFigure["figure"]) =>
  isRecorded(figure) ? ("reports.grade.recorded" as const) : (`grade.${figure.grade}` as const);

interface RowProps {
  readonly row: ReportFigure;
  readonly footnotes: Told;
  readonly hasPlan: boolean;
  readonly hasLimit: boolean;
}

function FigureRow(props: RowProps) {
  const { row } = props;
  const intl = useIntl();
  const say = useSay();
  const { change } = useReportPlace();
  const { isAsked } = useCompared();
  const { figure, digits } = row;
  const caveat = asideOf(figure);
  return (
    <tr id={row.id} className="scroll-mt-4">
      <Cell>
        <button
          type="button"
          className="mr-2 min-h-6 text-left underline decoration-rule hover:decoration-ink"
          onClick={() => change({ figure: row.id })}
        >
          {say(row.title)}
        </button>
        {caveat && <span className="text-xs text-faint">{say(caveat)}</span>}
      </Cell>
      <Cell isNumber>
        <strong className="font-semibold">
          <Exact value={figure.value} unit={figure.unit}>
            {printedText(figure, digits)}
          </Exact>
        </strong>
      </Cell>
      {isAsked ? <ComparedCells {...props} /> : <EarlierCells {...props} />}
      {props.hasLimit && <LimitCell row={row} />}
      <Cell isNumber>
        <Coverage of={figure.coverage} show={coverageText} />
      </Cell>
      <Cell isFaint>
        <span className="whitespace-nowrap">{intl.formatMessage({ id: gradeIdOf(figure) })}</span>
      </Cell>
    </tr>
  );
}

function LimitCell({ row: { figure, limit, digits } }: Pick<RowProps, "row">) {
  const intl = useIntl();
  return (
    <Cell isNumber>
      {limit && (
        <span className="whitespace-nowrap">
          {`${limitSigns[limit.side]} ${printedText({ ...figure, value: limit.value }, digits)}`}
        </span>
      )}
      {limit?.kept === false && (
        <span className="ml-1 font-medium">{intl.formatMessage({ id: "reports.limit.missed" })}</span>
      )}
    </Cell>
  );
}

/** What somebody asked to compare with, and the difference. */
function ComparedCells({ row, footnotes }: RowProps) {
  const { comparison, ...beside } = useCompared();
  const differs = useDifferenceText();
  const { than, difference } = comparedRow(row, comparison, beside);
  const isSilent = difference.kind === "unknown" && difference.reason === "no_plan";
  return (
    <>
      {comparison.kind !== "limit" && <Cell isNumber>{earlierText(than, row.digits, footnotes)}</Cell>}
      <Cell isNumber>
        {difference.kind === "known" ? (
          differs(difference, row.digits)
        ) : (
          <span className="text-faint" title={than === null ? undefined : differs(difference, row.digits)}>
            {isSilent ? differs(difference, row.digits) : than === null ? "" : "\u2013"}
          </span>
        )}
      </Cell>
    </>
  );
}

function EarlierCells({ row, footnotes, hasPlan }: RowProps) {
  const { figure, plan, digits } = row;
  return (
    <>
      <Cell isNumber>{earlierText(row.previous, digits, footnotes)}</Cell>
      <Cell isNumber>{earlierText(row.lastYear, digits, footnotes)}</Cell>
      {hasPlan && (
        <Cell isNumber>
          {plan && printedText({ ...figure, value: plan.value, reason: undefined }, digits)}
        </Cell>
      )}
    </>
  );
}
