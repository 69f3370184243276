import { getRouteApi } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useLayoutEffect, useMemo, useRef } from "react";
import { useIntl } from "react-intl";
import type { MessageId } from "../../../i18n/messages/en.ts";
import { pxOfRem } from "../../../ui/px-of-rem.ts";
import type { ColumnValue, Sorting } from "../../../ui/sort-rows.ts";
import { readSorting, sortRows } from "../../../ui/sort-rows.ts";
import { useSeats } from "../../../ui/use-seats.ts";
import { RackLine, rackLineRems } from "./rack-line.tsx";
import type { RackRow } from "./rack-row.ts";

const route = getRouteApi("/ops/racks");
const columns: readonly ColumnValue<RackRow>[] = [
  { id: "rack", value: ({ name }) => name },
  { id: "hall", value: ({ hall }) => hall },
  { id: "row", value: ({ row }) => row },
  { id: "state", value: ({ state }) => state },
  { id: "power", value: ({ powerW }) => powerW },
  { id: "limit", value: ({ powerLimitW }) => powerLimitW },
  { id: "share", value: ({ powerShareRatio }) => powerShareRatio },
  { id: "inlet", value: ({ inletCelsius }) => inletCelsius },
  { id: "utilisation", value: ({ utilisationRatio }) => utilisationRatio },
  { id: "held", value: ({ heldRatio }) => heldRatio },
  { id: "faulty", value: ({ faultyAccelerators }) => faultyAccelerators },
  { id: "tenant", value: ({ tenant }) => tenant },
];
/** What people named takes the room that numbers leave. */
const nameWidth = "13%";
export const headings: readonly {
  readonly id: string;
  readonly label: MessageId;
  readonly isNumber?: boolean;
  readonly width?: string;
}[] = [
  { id: "rack", label: "column.rack", width: "10%" },
  { id: "hall", label: "column.hall", width: nameWidth },
  { id: "row", label: "column.row" },
  { id: "state", label: "column.state" },
  { id: "power", label: "column.power", isNumber: true },
  { id: "limit", label: "column.limit", isNumber: true },
  { id: "share", label: "column.share", isNumber: true },
  { id: "inlet", label: "column.inlet", isNumber: true },
  { id: "utilisation", label: "floor.by.utilisation", isNumber: true },
  { id: "held", label: "floor.by.held", isNumber: true },
  { id: "faulty", label: "floor.faulty", isNumber: true },
  { id: "tenant", label: "column.tenant", width: "15%" },
];

/**
 * Every rack as a row; only the rows in sight exist, between two spacers that keep the scrollbar honest.
 * @param search that the rows were found by
 */
export const RackList = memo(function RackList(props: {
  rows: readonly RackRow[];
  search: string;
  /** Columns that are not to be seen. */
  hidden: ReadonlySet<string>;
}) {
  const { rows, search, hidden } = props;
  const seen = headings.filter(({ id }) => !hidden.has(id));
  const sort = route.useSearch({ select: ({ sort = "rack.asc" }) => sort });
  const scroll = useRef<HTMLDivElement>(null);
  const sorting = useMemo(() => readSorting(sort), [sort]);
  const sorted = useMemo(() => sortRows(rows, columns, sorting), [rows, sorting]);
  const seatOf = useSeats(sorted, `${sort} ${search}`);
  const rowPx = pxOfRem(rackLineRems);
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowPx,
    overscan: 12,
  });
  const laidOutPx = useRef(rowPx);
  useLayoutEffect(() => {
    // Lines grow with the type of a larger screen.
    if (laidOutPx.current === rowPx) return;
    laidOutPx.current = rowPx;
    virtual.measure();
  }, [virtual, rowPx]);
  const items = virtual.getVirtualItems();
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={scroll} className="max-h-[calc(100vh-9rem)] overflow-auto text-sm">
      <table className="w-full min-w-[70rem] table-fixed border-collapse" aria-rowcount={sorted.length + 1}>
        <colgroup>
          {seen.map(({ id, width }) => (
            <col key={id} style={{ width }} />
          ))}
        </colgroup>
        <thead className="sticky top-0 z-5 bg-ground">
          <tr>
            {seen.map((heading) => (
              <Heading key={heading.id} {...heading} sorting={sorting} />
            ))}
          </tr>
        </thead>
        <tbody>
          <tr style={{ height: items[0]?.start ?? 0 }} />
          {items.map(({ index }) => {
            const row = sorted[index];
            return row && <RackLine key={seatOf(row)} row={row} index={index} hidden={hidden} />;
          })}
          <tr style={{ height: after }} />
        </tbody>
      </table>
    </div>
  );
});

function Heading(props: { id: string; label: MessageId; isNumber?: boolean; sorting: Sorting | null }) {
  const { id, label, isNumber, sorting } = props;
  const intl = useIntl();
  const navigate = route.useNavigate();
  const isSorted = sorting?.id === id;
  const order = isSorted ? (sorting.isDescending ? "descending" : "ascending") : "none";
  const next = isSorted ? (sorting.isDescending ? "asc" : "desc") : isNumber ? "desc" : "asc";
  const name = intl.formatMessage({ id: label });
  return (
    <th
      scope="col"
      aria-sort={order}
      className={`border-b border-faint px-2 font-normal ${isNumber ? "text-right" : "text-left"}`}
    >
      <button
        type="button"
        className="min-h-8 text-faint hover:text-ink"
        title={intl.formatMessage({ id: "racks.sort" }, { column: name })}
        onClick={() =>
          void navigate({ search: (before) => ({ ...before, sort: `${id}.${next}` }), replace: true })
        }
      >
        {name}
        {isSorted && <span aria-hidden="true">{sorting.isDescending ? " \u2193" : " \u2191"}</span>}
      </button>
    </th>
  );
}
