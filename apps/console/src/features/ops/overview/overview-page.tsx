import { useIntl } from "react-intl";
import { useWallState } from "../../../live/use-live-topic.ts";
import { TrendLine } from "../../../ui/charts/trend-line.tsx";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { FigureTable } from "./figure-table.tsx";
import { FirstSteps } from "./first-steps.tsx";
import { LadderTable } from "./ladder-table.tsx";
import { LiveTiles } from "./live-tiles.tsx";
import { TenantTable } from "./tenant-table.tsx";

/** The whole center on one desk page: now, the last hour, a period, capacity and tenants. */
export function OverviewPage() {
  const intl = useIntl();
  const words = useWords();
  const wall = useWallState(useOpsCenter().id).value;
  if (!wall) return <Skeleton lines={12} />;
  const known = wall.itPowerTrend.map(({ powerW }) => powerW).filter((powerW) => powerW !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return (
    <main className="grid gap-6">
      <FirstSteps sources={wall.sources} />
      <LiveTiles wall={wall} />
      <Section
        title={intl.formatMessage({ id: "ops.trend" })}
        aside={
          known.length > 1 && <span className="num text-sm text-faint">{words.range(low, high, "W")}</span>
        }
      >
        <div className="flex h-24 text-2xl">
          {known.length > 1 ? (
            <TrendLine
              points={wall.itPowerTrend.map(({ atMs, powerW }) => ({ atMs, value: powerW }))}
              label={intl.formatMessage(
                { id: "wall.trend.chart" },
                { low: words.quantity(low, "W"), high: words.quantity(high, "W") },
              )}
            />
          ) : (
            <p className="text-sm text-faint">{intl.formatMessage({ id: "wall.trend.none" })}</p>
          )}
        </div>
      </Section>
      <div className="grid gap-6 xl:grid-cols-[3fr_2fr]">
        <FigureTable />
        <div className="grid content-start gap-6">
          <LadderTable ladder={wall.ladder} />
          <TenantTable tenants={wall.tenants} />
        </div>
      </div>
    </main>
  );
}
