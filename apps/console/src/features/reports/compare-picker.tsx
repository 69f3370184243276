import { useIntl } from "react-intl";
import { splitName } from "../../ui/center-name.ts";
import { fixedComparisons } from "./comparison.ts";
import type { Centers } from "./planner-door.tsx";
import { useReportPlace } from "./report-place.tsx";

/** What every number and chart stands beside; the address keeps it. */
export function ComparePicker({ centers, center }: { centers: Centers; center: string }) {
  const intl = useIntl();
  const { search, change } = useReportPlace();
  return (
    <label className="grid grid-cols-1 gap-1 text-sm text-faint">
      {intl.formatMessage({ id: "reports.compare" })}
      <select
        className="min-h-8 rounded border border-rule bg-panel px-1 text-ink"
        value={search.compare ?? "previous"}
        onChange={({ target }) => change({ compare: target.value })}
      >
        {fixedComparisons.map((id) => (
          <option key={id} value={id}>
            {intl.formatMessage({ id: `reports.column.${id}` })}
          </option>
        ))}
        {centers
          .filter(({ id }) => id !== center)
          .map((one) => (
            <option key={one.id} value={`center:${one.id}`}>
              {splitName(one, intl.locale)[0]}
            </option>
          ))}
      </select>
    </label>
  );
}
