import { useIntl } from "react-intl";
import { splitName } from "../../ui/center-name.ts";
import type { Centers } from "./planner-door.tsx";
import { useReportPlace } from "./report-place.tsx";

/** Which center the report is about; with one center only its name. */
export function CenterPicker({ centers, center }: { centers: Centers; center: Centers[number] }) {
  const intl = useIntl();
  const { change } = useReportPlace();
  const nameOf = (one: Centers[number]) => splitName(one, intl.locale)[0];
  if (centers.length === 1) return <span>{nameOf(center)}</span>;
  return (
    <select
      className="min-h-8 rounded border border-rule bg-panel px-1 text-sm"
      aria-label={intl.formatMessage({ id: "reports.center" })}
      value={center.id}
      onChange={({ target }) => change({ center: target.value, report: undefined, compare: undefined })}
    >
      {centers.map((one) => (
        <option key={one.id} value={one.id}>
          {nameOf(one)}
        </option>
      ))}
    </select>
  );
}
