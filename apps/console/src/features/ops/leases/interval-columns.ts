import type { IntlShape } from "react-intl";
import type { Column } from "../../../ui/data-table.tsx";
import type { LeaseWords } from "./use-lease-words.ts";

interface Term {
  readonly from: string;
  readonly to: string | null;
}

/** From and to, on the center's calendar. */
export function intervalColumns(intl: IntlShape, words: LeaseWords): Column<Term>[] {
  return [
    {
      id: "from",
      label: intl.formatMessage({ id: "desk.column.from" }),
      value: ({ from }) => from,
      draw: ({ from }) => words.moment(from),
      isNumber: true,
    },
    {
      id: "to",
      label: intl.formatMessage({ id: "desk.column.to" }),
      value: ({ to }) => to,
      draw: ({ to }) => words.moment(to),
      isNumber: true,
    },
  ];
}
