import { useIntl } from "react-intl";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { Asked } from "../asked.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { LadderTable } from "../overview/ladder-table.tsx";
import { TenantTable } from "../overview/tenant-table.tsx";
import { useDeskNowMs } from "../use-desk-now.ts";
import { PastAlarms } from "./past-alarms.tsx";
import { PastRacks } from "./past-racks.tsx";
import { PastTiles } from "./past-tiles.tsx";
import { ReplayBar } from "./replay-bar.tsx";
import { useReplay } from "./use-replay.ts";

/**
 * The wall of a past hour, made from the stored samples. Every part of it says that it is past: the frame, the bar
 * that stays in sight, and times of day where the live pages have ages.
 */
export function ReplayPage() {
  const intl = useIntl();
  const center = useOpsCenter();
  const nowMs = useDeskNowMs();
  const replay = useReplay(nowMs);
  if (nowMs === null || replay.atMs === null) return <Skeleton lines={12} />;
  return (
    <main className="rounded border-4 border-double border-info">
      <ReplayBar replay={replay} atMs={replay.atMs} nowMs={nowMs} />
      <div className="grid gap-6 p-4">
        <Asked query={replay.picture} lines={10}>
          {({ wall, racks, alarms }) => (
            <>
              <PastTiles wall={wall} />
              <div className="grid gap-6 xl:grid-cols-[3fr_2fr]">
                <Section title={intl.formatMessage({ id: "ops.racks" })}>
                  <PastRacks places={racks.places} columns={racks.columns} />
                </Section>
                <PastAlarms alarms={alarms} />
              </div>
              <div className="grid gap-6 xl:grid-cols-2">
                <LadderTable ladder={wall.ladder} />
                <TenantTable tenants={wall.tenants} />
              </div>
              <p className="text-sm text-faint">
                {intl.formatMessage({ id: "replay.what" }, { zone: center.timeZone })}
              </p>
            </>
          )}
        </Asked>
      </div>
    </main>
  );
}
