import { useVirtualizer } from "@tanstack/react-virtual";
import type { KeyboardEvent, ReactNode, RefObject } from "react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";

/** What a row of the table has to carry so that it is measured and counted. */
export interface RowMarks {
  readonly ref: (row: HTMLTableRowElement | null) => void;
  readonly "data-index": number;
  readonly "aria-rowindex": number;
}

const rowPx = 34;
const overscan = 12;
/** Fewer rows than this are all there: nothing is won by leaving some out. */
const allUpTo = 60;

/**
 * Rows under a head that stays in sight. Of many rows only those in sight exist, between two spacers that keep the
 * scrollbar honest; readers are told how many there are. Columns keep the width they begin with.
 */
export function VirtualTable(props: {
  count: number;
  head: ReactNode;
  /** Number of columns. */
  columns: number;
  /** The `tr` of a row, with the marks spread onto it. */
  row: (index: number, marks: RowMarks) => ReactNode;
  rowKey: (index: number) => string;
  /** Key of a row that has to be in sight; the list is moved when another one has to. */
  inSight?: string | null;
}) {
  const { count, head, columns, row, rowKey, inSight } = props;
  const scroll = useRef<HTMLDivElement>(null);
  const isWhole = count <= allUpTo;
  const virtual = useVirtualizer({
    count,
    enabled: !isWhole,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowPx,
    getItemKey: rowKey,
    overscan,
  });
  const table = useFixedWidths(isWhole ? 0 : columns, scroll);
  const find = useRef((_key: string): number => -1);
  find.current = (key) => Array.from({ length: count }, (_, index) => rowKey(index)).indexOf(key);
  useEffect(() => {
    const index = inSight && !isWhole ? find.current(inSight) : -1;
    if (index >= 0) virtual.scrollToIndex(index);
  }, [inSight, isWhole, virtual]);
  const items = isWhole ? null : virtual.getVirtualItems();
  const shown = items?.map(({ index }) => index) ?? Array.from({ length: count }, (_, index) => index);
  const before = items?.[0]?.start ?? 0;
  const after = items ? virtual.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;
  return (
    <div ref={scroll} className={`overflow-auto ${isWhole ? "" : "max-h-[calc(100vh-11rem)] min-h-64"}`}>
      <table
        ref={table}
        className="w-full border-separate border-spacing-0 text-sm"
        aria-rowcount={count + 1}
      >
        <thead className={isWhole ? "" : "sticky top-0 z-5 bg-ground"}>{head}</thead>
        <tbody onKeyDown={moveBetweenRows}>
          <Spacer heightPx={before} columns={columns} />
          {shown.map((index) =>
            row(index, { ref: virtual.measureElement, "data-index": index, "aria-rowindex": index + 2 }),
          )}
          <Spacer heightPx={after} columns={columns} />
        </tbody>
      </table>
    </div>
  );
}

function Spacer({ heightPx, columns }: { heightPx: number; columns: number }) {
  if (heightPx <= 0) return null;
  return (
    <tr style={{ height: heightPx }}>
      <td colSpan={columns} />
    </tr>
  );
}

/** The browser lays out columns by the rows that exist; kept as they begin, they do not jump while one scrolls. */
function useFixedWidths(columns: number, frame: RefObject<HTMLDivElement | null>) {
  const table = useRef<HTMLTableElement>(null);
  const [widthPx, setWidth] = useState(0);
  useEffect(() => {
    const element = frame.current;
    if (!element || columns === 0 || typeof ResizeObserver === "undefined") return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, columns]);
  useLayoutEffect(() => {
    const element = table.current;
    if (!element) return;
    element.style.tableLayout = "";
    const heads = [...element.querySelectorAll<HTMLElement>("thead th")];
    for (const head of heads) head.style.width = "";
    if (columns === 0 || widthPx === 0) return;
    const widths = heads.map((head) => head.offsetWidth);
    for (const [place, head] of heads.entries()) head.style.width = `${widths[place]}px`;
    element.style.tableLayout = "fixed";
  }, [columns, widthPx]);
  return table;
}

/** From the link or button of a row to the same one of the next row. */
function moveBetweenRows(event: KeyboardEvent<HTMLTableSectionElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const row = document.activeElement?.closest("tr");
  const next = event.key === "ArrowDown" ? row?.nextElementSibling : row?.previousElementSibling;
  const target = next?.querySelector<HTMLElement>("a, button");
  if (!target) return;
  event.preventDefault();
  target.focus();
}
