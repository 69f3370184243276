import { severities } from "@aidc/contract";
import { useIntl } from "react-intl";
import { SeverityBadge } from "../../../ui/severity-badge.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import type { FloorMetric } from "./floor-looks.ts";
import type { RackRow } from "./rack-row.ts";
import { useRackWords } from "./rack-words.ts";

const ramp = { background: "linear-gradient(90deg in oklab, var(--rack-low), var(--rack-high))" };

/** What the rack under the pointer or the focus says, beside the legend. */
export function FloorReadout(props: { row: RackRow | null; metric: FloorMetric; isPointed: boolean }) {
  const { row, metric, isPointed } = props;
  const intl = useIntl();
  const { facts } = useRackWords();
  return (
    <div className="flex min-h-10 flex-wrap items-center justify-between gap-x-6 gap-y-1 text-sm">
      <p role="status">
        {isPointed && row ? (
          facts(row)
        ) : (
          <span className="text-faint">{intl.formatMessage({ id: "floor.hint" })}</span>
        )}
      </p>
      <FloorLegend metric={metric} />
    </div>
  );
}

/** Every look of the map with its word. */
function FloorLegend({ metric }: { metric: FloorMetric }) {
  const intl = useIntl();
  const isPower = metric === "power";
  const isInlet = metric === "inlet";
  return (
    <ul className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-faint">
      <li className="flex items-center gap-1.5">
        <i className="drawn h-3 w-16" style={ramp} />
        {intl.formatMessage({ id: `floor.scale.${metric}` })}
      </li>
      {(isPower || isInlet) && (
        <li className="flex items-center gap-1.5">
          <StateMark mark="critical" />
          {intl.formatMessage({ id: isPower ? "racks.state.over" : "floor.inlet.outside" })}
        </li>
      )}
      {isInlet && (
        <li className="flex items-center gap-1.5">
          <StateMark mark="warning" />
          {intl.formatMessage({ id: "floor.inlet.allowable" })}
        </li>
      )}
      {(isPower || isInlet) && (
        <li className="flex items-center gap-1.5">
          <span className="hatched grid size-3.5 place-items-center border border-rule">
            <StateMark mark="warning" className="size-2" />
          </span>
          {intl.formatMessage({ id: "racks.state.stale" })}
        </li>
      )}
      <li className="flex items-center gap-1.5">
        <i className="drawn hatched h-3 w-3 border border-rule" />
        {intl.formatMessage({ id: "floor.unknown" })}
      </li>
      {metric !== "held" && (
        <li className="flex items-center gap-1.5">
          <i className="h-3 w-3 border border-rule" />
          {intl.formatMessage({ id: "racks.state.empty" })}
        </li>
      )}
      <li className="flex items-center gap-1.5">
        <svg viewBox="0 0 12 12" className="size-3 border border-rule" aria-hidden="true">
          <path d="M12 0v8L4 0z" fill="var(--critical)" />
        </svg>
        {intl.formatMessage({ id: "floor.faulty" })}
      </li>
      {severities.map((severity) => (
        <li key={severity} className="flex items-center gap-1.5">
          <svg viewBox="0 0 16 16" className="size-4" aria-hidden="true">
            <SeverityBadge severity={severity} />
          </svg>
          {intl.formatMessage(
            { id: "floor.alarm" },
            { severity: intl.formatMessage({ id: `alarms.severity.${severity}` }) },
          )}
        </li>
      ))}
    </ul>
  );
}
