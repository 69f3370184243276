import { useIntl } from "react-intl";
import { StateMark } from "../../../ui/state-mark.tsx";

const ramp = { background: "linear-gradient(90deg in oklab, var(--rack-low), var(--rack-high))" };

/** Every look of a rack with its word. */
export function MapLegend() {
  const intl = useIntl();
  return (
    <ul className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-faint">
      <li className="flex items-center gap-1.5">
        <i className="h-3 w-16" style={ramp} />
        {intl.formatMessage({ id: "racks.legend.share" })}
      </li>
      <li className="flex items-center gap-1.5">
        <StateMark mark="critical" />
        {intl.formatMessage({ id: "racks.state.over" })}
      </li>
      <li className="flex items-center gap-1.5">
        <StateMark mark="warning" />
        {intl.formatMessage({ id: "racks.state.stale" })}
      </li>
      <li className="flex items-center gap-1.5">
        <i className="hatched h-3 w-3 border border-rule" />
        {intl.formatMessage({ id: "racks.state.none" })}
      </li>
      <li className="flex items-center gap-1.5">
        <i className="h-3 w-3 border border-rule" />
        {intl.formatMessage({ id: "racks.state.empty" })}
      </li>
    </ul>
  );
}
