import { useIntl } from "react-intl";
import type { Measure } from "./usage-rows.ts";

export const tones: Readonly<Record<Measure, string>> = {
  leasedHours: "var(--bar)",
  allocatedHours: "var(--bar-bright)",
  activeHours: "var(--accent)",
};

/** Names the bars in the order in which they stand. */
export function MeasureLegend({ measures }: { measures: readonly Measure[] }) {
  const intl = useIntl();
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-soft">
      {measures.map((measure) => (
        <li key={measure} className="inline-flex items-center gap-2">
          <i className="size-3" style={{ background: tones[measure] }} aria-hidden="true" />
          {intl.formatMessage({ id: `my.usage.${measure}` })}
        </li>
      ))}
    </ul>
  );
}
