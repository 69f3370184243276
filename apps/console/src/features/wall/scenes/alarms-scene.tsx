import { AlarmCountsBlock } from "../alarm-counts-block.tsx";
import { AlarmListBlock } from "../alarm-list-block.tsx";
import { ReportingBlock } from "../reporting-block.tsx";
import type { SceneProps } from "./scene-body.tsx";

/** What needs somebody, the worst first. */
export function AlarmsScene({ reporting, alarms, density }: SceneProps) {
  return (
    <>
      <AlarmListBlock alarms={alarms} most={density === "full" ? 6 : 3} />
      {density === "full" && (
        <div className="wall-side">
          <AlarmCountsBlock alarms={alarms} />
          <ReportingBlock reporting={reporting} quiet="wall.reporting.all" />
        </div>
      )}
    </>
  );
}
