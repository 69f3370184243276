import type { Reason } from "@aidc/contract";
import { useIntl } from "react-intl";
import { showQuantity } from "./format/quantity.ts";
import { useCsvValue } from "./read-table.ts";
import { useWords } from "./use-words.ts";

/**
 * A number with its unit, or a dash that says why. The dash is never a zero: its reason is in the title and in
 * what a screen reader says.
 */
export function Reading(props: {
  value: number | null;
  unit: string;
  reason?: Reason | undefined;
  className?: string;
}) {
  const { value, unit, reason, className } = props;
  const intl = useIntl();
  const words = useWords();
  const forFile = useCsvValue(Number.isFinite(value) ? value : null, unit);
  if (value === null || !Number.isFinite(value)) {
    const why = intl.formatMessage({ id: "value.unknown" }, { reason: words.reason(reason) });
    return (
      <span className={className} role="img" title={why} aria-label={why} data-unknown="" {...forFile}>
        {"\u2014"}
      </span>
    );
  }
  const shown = showQuantity(value, unit, words.language);
  return (
    <span className={`num ${className ?? ""}`} {...forFile}>
      {shown.number}
      {shown.unit !== "" && <span className="unit">{`\u202f${shown.unit}`}</span>}
    </span>
  );
}
