import { AlarmCountsBlock } from "../alarm-counts-block.tsx";
import { AlarmListBlock } from "../alarm-list-block.tsx";
import { ReportingBlock } from "../reporting-block.tsx";
import type { SceneProps } from "./scene-body.tsx";

/** What needs somebody, the worst first. */
export function AlarmsScene({ reporting, alarms, density, shape }: SceneProps) {
  return (
    <>
      <AlarmListBlock alarms={alarms} most={density === "sparse" ? 3 : shape === "tall" ? 4 : 6} />
      {density === "full" && (
        <div className="wall-side">
          <AlarmCountsBlock alarms={alarms} />
          <ReportingBlock reporting={reporting} quiet="wall.reporting.all" />
        </div>
      )}
    </>
  );
}
