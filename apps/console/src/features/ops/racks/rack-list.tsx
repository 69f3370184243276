import { getRouteApi, Link } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import { useIntl } from "react-intl";
import type { MessageId } from "../../../i18n/messages/en.ts";
import { Name } from "../../../ui/name.tsx";
import { Reading } from "../../../ui/reading.tsx";
import type { ColumnValue, Sorting } from "../../../ui/sort-rows.ts";
import { readSorting, sortRows } from "../../../ui/sort-rows.ts";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import type { RackRow } from "./rack-row.ts";
import { markOf, useRackWords } from "./rack-words.ts";

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
const headings: readonly {
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
/** Until the first row is measured: on a large screen type is larger, and rows are as high as it asks for. */
const rowPx = 30;

/** Every rack as a row; only the rows in sight exist, between two spacers that keep the scrollbar honest. */
export function RackList({ rows }: { rows: readonly RackRow[] }) {
  const { sort = "rack.asc" } = route.useSearch();
  const scroll = useRef<HTMLDivElement>(null);
  const sorting = useMemo(() => readSorting(sort), [sort]);
  const sorted = useMemo(() => sortRows(rows, columns, sorting), [rows, sorting]);
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowPx,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={scroll} className="max-h-[calc(100vh-9rem)] overflow-auto text-sm">
      <table className="w-full min-w-[70rem] table-fixed border-collapse" aria-rowcount={sorted.length + 1}>
        <colgroup>
          {headings.map(({ id, width }) => (
            <col key={id} style={{ width }} />
          ))}
        </colgroup>
        <thead className="sticky top-0 z-5 bg-ground">
          <tr>
            {headings.map((heading) => (
              <Heading key={heading.id} {...heading} sorting={sorting} />
            ))}
          </tr>
        </thead>
        <tbody>
          <tr style={{ height: items[0]?.start ?? 0 }} />
          {items.map(({ index }) => {
            const row = sorted[index];
            return row && <Row key={row.id} row={row} index={index} measure={virtual.measureElement} />;
          })}
          <tr style={{ height: after }} />
        </tbody>
      </table>
    </div>
  );
}

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

interface RowProps {
  readonly row: RackRow;
  readonly index: number;
  /** How high it is where type is larger. */
  readonly measure: (row: HTMLTableRowElement | null) => void;
}

function Row({ row, index, measure }: RowProps) {
  const center = useOpsCenter();
  const { state } = useRackWords();
  const isEmpty = row.state === "empty";
  return (
    <tr ref={measure} data-index={index} className="h-[1.875rem] border-b border-rule *:truncate *:px-2">
      <td>
        <Link
          to="/ops/racks/$center/$rack"
          params={{ center: center.id, rack: row.id }}
          className="font-medium hover:underline"
        >
          <Name>{row.name}</Name>
        </Link>
      </td>
      <td title={row.hall}>
        <Name>{row.hall}</Name>
      </td>
      <td title={row.row}>
        <Name>{row.row}</Name>
      </td>
      <td>
        <span className="inline-flex items-center gap-1.5">
          <StateMark mark={markOf(row)} className="size-2.5" />
          {state(row)}
        </span>
      </td>
      <td className="text-right">{!isEmpty && <Reading value={row.powerW} unit="W" reason="no_data" />}</td>
      <td className="text-right">
        <Reading value={row.powerLimitW} unit="W" reason="no_limit" />
      </td>
      <td className="text-right">
        {!isEmpty && (
          <Reading
            value={row.powerShareRatio}
            unit="ratio"
            reason={row.powerLimitW === null ? "no_limit" : "no_data"}
          />
        )}
      </td>
      <td className="text-right">
        <Reading value={row.inletCelsius} unit="°C" reason="not_collected" />
      </td>
      <td className="text-right">
        {!isEmpty && <Reading value={row.utilisationRatio} unit="ratio" reason="not_collected" />}
      </td>
      <td className="text-right">
        <Reading value={row.heldRatio} unit="ratio" reason="no_data" />
      </td>
      <td className="text-right">
        {!isEmpty && <Reading value={row.faultyAccelerators} unit="count" reason="not_collected" />}
      </td>
      <td className="text-soft" title={row.tenant ?? undefined}>
        {row.tenant !== null && <Name>{row.tenant}</Name>}
      </td>
    </tr>
  );
}
