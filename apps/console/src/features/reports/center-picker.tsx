import { useIntl } from "react-intl";
import { splitName } from "../../ui/center-name.ts";
import type { Centers } from "./planner-door.tsx";

/** Which center a page is about; with one center only its name. */
export function CenterPicker(props: {
  centers: Centers;
  center: Centers[number];
  onChange: (id: string) => void;
}) {
  const { centers, center, onChange } = props;
  const intl = useIntl();
  const nameOf = (one: Centers[number]) => splitName(one, intl.locale)[0];
  if (centers.length === 1) return <span>{nameOf(center)}</span>;
  return (
    <select
      className="min-h-8 max-w-72 rounded border border-rule bg-panel px-1 text-sm"
      aria-label={intl.formatMessage({ id: "reports.center" })}
      value={center.id}
      onChange={({ target }) => onChange(target.value)}
    >
      {centers.map((one) => (
        <option key={one.id} value={one.id}>
          {nameOf(one)}
        </option>
      ))}
    </select>
  );
}
