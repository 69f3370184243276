import type { RefObject } from "react";
import { useLayoutEffect, useReducer, useRef, useState } from "react";
import type { MeasuredRows } from "./rows-that-fit.ts";
import { rowsThatFit } from "./rows-that-fit.ts";

/**
 * Names of rules need one line or three, so how many rows there is room for is measured: all of them are drawn, and in
 * the same frame those that do not fit are left out.
 * @param content what the rows say; measured again when it changes, or the window does
 */
export function useRowsThatFit(
  content: string,
  most: number,
): {
  readonly list: RefObject<HTMLUListElement | null>;
  readonly count: number;
  readonly isMeasuring: boolean;
} {
  const list = useRef<HTMLUListElement>(null);
  const [turn, measureAgain] = useReducer((before: number) => before + 1, 0);
  const [measured, setMeasured] = useState({ of: "", count: most });
  const of = `${turn} ${most} ${content}`;
  const isMeasuring = measured.of !== of;
  useLayoutEffect(() => {
    window.addEventListener("resize", measureAgain);
    return () => window.removeEventListener("resize", measureAgain);
  }, []);
  useLayoutEffect(() => {
    if (isMeasuring && list.current) setMeasured({ of, count: rowsThatFit(measure(list.current)) });
  }, [isMeasuring, of]);
  return { list, isMeasuring, count: isMeasuring ? most : measured.count };
}

function measure(list: HTMLUListElement): MeasuredRows {
  const { top } = list.getBoundingClientRect();
  const bottomOf = (row: Element) => row.getBoundingClientRect().bottom - top;
  const rows = [...list.querySelectorAll(".wall-alarm")].map(bottomOf);
  const more = list.querySelector(".wall-more");
  return { rows, more: more === null ? null : bottomOf(more) - (rows.at(-1) ?? 0), room: list.clientHeight };
}
