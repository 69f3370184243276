import { useNavigate } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { Choice } from "../../ui/choice.tsx";
import type { Range } from "./use-window.ts";
import { ranges } from "./use-window.ts";

/** The period of the page; it lives in the address. */
export function RangeChoice({ value }: { value: Range }) {
  const intl = useIntl();
  const navigate = useNavigate();
  return (
    <Choice
      label={intl.formatMessage({ id: "range.label" })}
      value={value}
      options={ranges.map((range) => ({ value: range, text: intl.formatMessage({ id: `range.${range}` }) }))}
      onChange={(range) => void navigate({ to: ".", search: (before) => ({ ...before, range }) })}
    />
  );
}
