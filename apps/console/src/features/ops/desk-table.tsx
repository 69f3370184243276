import type { ReactNode } from "react";
import { useDeferredValue, useMemo } from "react";
import { useIntl } from "react-intl";
import { Button } from "../../ui/button.tsx";
import { ColumnChoice, isChoosable, useChosenColumns } from "../../ui/column-choice.tsx";
import { CsvButton } from "../../ui/csv-button.tsx";
import type { Column } from "../../ui/data-table.tsx";
import { DataTable, fileOf } from "../../ui/data-table.tsx";
import { EmptyNote } from "../../ui/empty-note.tsx";
import { readSorting, searchRows, sortRows } from "../../ui/sort-rows.ts";
import { useDeskSearch } from "./use-desk-search.ts";

/** The list of a page: search and order live in the address, the columns that are seen in the browser. The CSV has all of them. */
export function DeskTable<Row>(props: {
  /** Of the file. */
  name: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  firstSort?: string;
  /** Choices beside the search. */
  tools?: ReactNode;
}) {
  const { name, columns, rows, rowKey, firstSort, tools } = props;
  const intl = useIntl();
  const { q = "", sort, open, change } = useDeskSearch();
  const search = useDeferredValue(q);
  const order = sort ?? firstSort;
  const sorting = useMemo(() => readSorting(order), [order]);
  const shown = useMemo(
    () => sortRows(searchRows(rows, columns, search), columns, sorting),
    [rows, columns, search, sorting],
  );
  const chosen = useChosenColumns(columns);
  const seen = useMemo(
    () => columns.filter((column, at) => !(isChoosable(column, at) && chosen.hidden.has(column.id))),
    [columns, chosen.hidden],
  );
  const file = () =>
    fileOf(columns, shown, (column) => intl.formatMessage({ id: "table.csv.unit" }, { column }));
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <SearchField />
        {tools}
        <span className="num text-sm text-faint" role="status">
          {intl.formatMessage(
            { id: shown.length === rows.length ? "desk.rows" : "desk.rows.of" },
            { count: shown.length, total: rows.length },
          )}
        </span>
        <div className="ml-auto flex gap-2">
          <ColumnChoice columns={columns} chosen={chosen} />
          <CsvButton name={name} file={file} />
        </div>
      </div>
      {shown.length > 0 ? (
        <DataTable
          columns={seen}
          rows={shown}
          rowKey={rowKey}
          sorting={sorting}
          openKey={open}
          onSort={(next) => change({ sort: next }, false)}
        />
      ) : (
        <NoneFits />
      )}
    </div>
  );
}

function NoneFits() {
  const intl = useIntl();
  const { change } = useDeskSearch();
  return (
    <EmptyNote title={intl.formatMessage({ id: "desk.none.fits" })}>
      <Button onClick={() => change({ q: undefined })}>
        {intl.formatMessage({ id: "desk.none.clear" })}
      </Button>
    </EmptyNote>
  );
}

/** The search of the page; the key `/` leads here. */
export function SearchField() {
  const intl = useIntl();
  const { q = "", change } = useDeskSearch();
  const label = intl.formatMessage({ id: "desk.search" });
  return (
    <input
      type="search"
      className="min-h-8 w-72 max-w-full rounded border border-rule bg-panel px-2.5"
      placeholder={label}
      aria-label={label}
      value={q}
      onChange={({ target }) => change({ q: target.value === "" ? undefined : target.value }, false)}
      onKeyDown={({ key, nativeEvent, currentTarget }) => {
        // What composes a character ends that with Escape, and not the search.
        if (key !== "Escape" || nativeEvent.isComposing) return;
        if (q !== "") change({ q: undefined }, false);
        currentTarget.blur();
      }}
    />
  );
}
