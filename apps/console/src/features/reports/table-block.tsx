import type { ReportTable } from "@aidc/contract";
import { cellText, instantText, tableFootnotes } from "@aidc/domain";
import { useIntl } from "react-intl";
import { Cell, HeadCell, Table } from "../../ui/table.tsx";
import { Footnotes } from "./footnotes.tsx";
import { useSay } from "./use-say.ts";

/** Rows that a screen shows at once; the files hold all of them. */
const rowsShown = 400;

export function TableBlock(props: { table: ReportTable; isFolded: boolean; timeZone: string }) {
  const { table, isFolded, timeZone } = props;
  const intl = useIntl();
  const say = useSay();
  const title = (
    <>
      {say(table.title)}
      <span className="ml-2 text-xs font-normal text-faint">
        <code>{table.id}</code>
        {` · ${intl.formatMessage({ id: "reports.rows" }, { count: table.rows.length })}`}
      </span>
    </>
  );
  if (!isFolded)
    return (
      <div>
        <h3 className="mb-1 font-medium">{title}</h3>
        <Rows table={table} timeZone={timeZone} />
      </div>
    );
  return (
    <details className="raw">
      <summary className="min-h-8 cursor-pointer py-1 font-medium">{title}</summary>
      <Rows table={table} timeZone={timeZone} />
    </details>
  );
}

function Rows({ table, timeZone }: { table: ReportTable; timeZone: string }) {
  const intl = useIntl();
  const say = useSay();
  const { columns, rows, notes } = table;
  const footnotes = tableFootnotes(table);
  const isText = columns.map(
    ({ unit }, at) => unit === "" && rows.every(({ cells }) => (cells[at]?.value ?? null) === null),
  );
  return (
    <>
      <Table>
        <thead>
          <tr>
            <HeadCell>{""}</HeadCell>
            {columns.map(({ id, title, unit }, at) => (
              <HeadCell key={id} isNumber={!isText[at]}>
                {isPlain(unit) ? say(title) : `${say(title)} (${unit})`}
              </HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, rowsShown).map((row) => (
            <tr key={row.id}>
              <Cell>
                <Words of={say(row.label)} />
              </Cell>
              {row.cells.map((cell, at) => (
                <Cell key={columns[at]?.id ?? at} isNumber={!isText[at]}>
                  <Words
                    of={instantText(say(cellText(cell, columns[at]?.digits ?? 0, footnotes)), timeZone)}
                  />
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      {rows.length > rowsShown && (
        <p className="text-xs text-faint">
          {intl.formatMessage({ id: "reports.rows.more" }, { shown: rowsShown })}
        </p>
      )}
      <Footnotes notes={[...notes, ...footnotes.marked]} />
    </>
  );
}

/** A day, or a limit with its sign, is one word: broken at its joints every row would be twice as high. */
function Words({ of }: { of: string }) {
  return of.length > shortWords ? of : <span className="whitespace-nowrap">{of}</span>;
}

const shortWords = 14;

const isPlain = (unit: string): boolean => unit === "" || unit === "count" || unit === "ratio";
