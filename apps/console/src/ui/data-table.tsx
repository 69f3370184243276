import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import type { ColumnValue, Sorting } from "./sort-rows.ts";
import { Cell } from "./table.tsx";
import type { TableFile } from "./table-file.ts";
import { composeFile } from "./table-file.ts";
import { VirtualTable } from "./virtual-table.tsx";

export interface Column<Row> extends ColumnValue<Row> {
  /** Worded. */
  readonly label: string;
  /** What stands in the cell when it is more than the value. */
  readonly draw?: (row: Row) => ReactNode;
  readonly isNumber?: boolean;
  readonly isFaint?: boolean;
  /** Of its numbers, in a file: of all rows, or of each. */
  readonly unit?: string | ((row: Row) => string | null);
  /** What a file says where the value is made for sorting. */
  readonly told?: (row: Row) => string | number | null;
  /** What may be done with a row: drawn, and in no file. */
  readonly isDeed?: boolean;
}

/** What is on the screen: numbers with their unit, no deeds. */
export function fileOf<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  unitHead: (head: string) => string,
): TableFile {
  const told = columns.filter(({ isDeed }) => !isDeed);
  const given = told.map(({ label, value, told = value, unit }) => ({
    head: label,
    cells: rows.map((row) => ({
      value: told(row),
      unit: typeof unit === "function" ? unit(row) : (unit ?? null),
    })),
  }));
  return composeFile(given, rows.length, unitHead);
}

/** Rows that sort by their headings; the arrow keys go from row to row. Thousands of them are drawn as far as they are seen. */
export function DataTable<Row>(props: {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sorting: Sorting | null;
  onSort: (sort: string) => void;
  /** Marks the row that is open beside the table. */
  openKey?: string | undefined;
}) {
  const { columns, rows, rowKey, sorting, onSort, openKey } = props;
  const keyAt = (index: number) => {
    const row = rows[index];
    return row === undefined ? String(index) : rowKey(row);
  };
  return (
    <VirtualTable
      count={rows.length}
      columns={columns.length}
      rowKey={keyAt}
      head={
        <tr>
          {columns.map((column) => (
            <SortHead key={column.id} column={column} sorting={sorting} onSort={onSort} />
          ))}
        </tr>
      }
      row={(index, marks) => {
        const row = rows[index];
        if (row === undefined) return null;
        return (
          <tr
            key={keyAt(index)}
            {...marks}
            className="hover:bg-raised data-open:bg-raised"
            data-open={keyAt(index) === openKey ? "" : undefined}
          >
            {columns.map((column) => (
              <Cell key={column.id} isNumber={column.isNumber ?? false} isFaint={column.isFaint ?? false}>
                {column.draw ? column.draw(row) : column.value(row)}
              </Cell>
            ))}
          </tr>
        );
      }}
    />
  );
}

function SortHead<Row>(props: {
  column: Column<Row>;
  sorting: Sorting | null;
  onSort: (sort: string) => void;
}) {
  const { column, sorting, onSort } = props;
  const intl = useIntl();
  const isSorted = sorting?.id === column.id;
  const order = isSorted ? (sorting.isDescending ? "descending" : "ascending") : "none";
  const next = isSorted ? (sorting.isDescending ? "asc" : "desc") : column.isNumber ? "desc" : "asc";
  return (
    <th
      scope="col"
      aria-sort={order}
      className={`border-b border-faint px-2 font-normal first:pl-0 last:pr-0 ${column.isNumber ? "text-right" : "text-left"}`}
    >
      <button
        type="button"
        className="min-h-8 text-left whitespace-nowrap text-faint hover:text-ink"
        title={intl.formatMessage({ id: "racks.sort" }, { column: column.label })}
        onClick={() => onSort(`${column.id}.${next}`)}
      >
        {column.label}
        {isSorted && <span aria-hidden="true">{sorting.isDescending ? " \u2193" : " \u2191"}</span>}
      </button>
    </th>
  );
}
