import { useLayoutEffect, useReducer, useState } from "react";
import type { MeasuredRows } from "./rows-that-fit.ts";
import { rowsThatFit } from "./rows-that-fit.ts";

/**
 * Names of rules need one line or three, so how many rows there is room for is measured: all of them are drawn, and in
 * the same frame those that do not fit are left out.
 * @param content what the rows say; measured again when it changes, or the room does: a block beside them may grow
 */
export function useRowsThatFit(
  content: string,
  most: number,
): {
  readonly list: (element: HTMLUListElement | null) => void;
  readonly count: number;
  readonly isMeasuring: boolean;
} {
  const [element, list] = useState<HTMLUListElement | null>(null);
  const [turn, measureAgain] = useReducer((before: number) => before + 1, 0);
  const [measured, setMeasured] = useState({ of: "", count: most });
  const of = `${turn} ${most} ${content}`;
  const isMeasuring = measured.of !== of;
  useLayoutEffect(() => {
    if (isMeasuring && element) setMeasured({ of, count: rowsThatFit(measure(element)) });
  }, [isMeasuring, of, element]);
  useRoomWatch(element, measured.of, measureAgain);
  return { list, isMeasuring, count: isMeasuring ? most : measured.count };
}

/** Tells when the list or a row of it has another size than it had when the rows that do not fit had been left out. */
function useRoomWatch(element: HTMLUListElement | null, measured: string, tell: () => void): void {
  useLayoutEffect(() => {
    if (!element) return undefined;
    const settled = { of: measured, size: sizeOf(element) };
    const observer = new ResizeObserver(() => {
      if (sizeOf(element) !== settled.size) tell();
    });
    for (const part of [element, ...element.children]) observer.observe(part);
    return () => observer.disconnect();
  }, [element, measured, tell]);
}

const sizeOf = ({ clientWidth, clientHeight, scrollHeight }: Element): string =>
  [clientWidth, clientHeight, scrollHeight].join();

function measure(list: HTMLUListElement): MeasuredRows {
  const { top } = list.getBoundingClientRect();
  const bottomOf = (row: Element) => row.getBoundingClientRect().bottom - top;
  const rows = [...list.querySelectorAll(".wall-alarm")].map(bottomOf);
  const more = list.querySelector(".wall-more");
  return { rows, more: more === null ? null : bottomOf(more) - (rows.at(-1) ?? 0), room: list.clientHeight };
}
