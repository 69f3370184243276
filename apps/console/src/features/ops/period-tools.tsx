import { GrafanaLink } from "./grafana-link.tsx";
import { RangeChoice } from "./range-choice.tsx";
import type { OpsWindow } from "./use-window.ts";

/** Beside the title of what is shown over a period: the period, and the way to see the same time in Grafana. */
export function PeriodTools({ period, rack }: { period: OpsWindow; rack?: string }) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <GrafanaLink window={period.window} {...(rack === undefined ? {} : { rack })} />
      <RangeChoice value={period.range} />
    </div>
  );
}
