import type { WallState } from "@aidc/contract";
import { memo, useMemo } from "react";
import { useIntl } from "react-intl";
import { TrendLine } from "../../ui/charts/trend-line.tsx";
import { useWords } from "../../ui/use-words.ts";

/** IT power of the last 24 hours: a line that says what it shows and between which values; a gap stays a gap. */
export const DayTrend = memo(function DayTrend({ day }: { day: WallState["itPowerDay"] }) {
  const intl = useIntl();
  const words = useWords();
  const points = useMemo(() => day.map(({ atMs, powerW }) => ({ atMs, value: powerW })), [day]);
  const known = points.map(({ value }) => value).filter((value) => value !== null);
  if (known.length < 2) return null;
  const [lowW, highW] = [Math.min(...known), Math.max(...known)];
  return (
    <>
      <p className="wall-day">
        <span>{intl.formatMessage({ id: "wall.day" })}</span>
        <span>{words.range(lowW, highW, "W")}</span>
      </p>
      <TrendLine
        points={points}
        label={intl.formatMessage(
          { id: "wall.day.chart" },
          { low: words.quantity(lowW, "W"), high: words.quantity(highW, "W") },
        )}
      />
    </>
  );
});
