import type { WallState } from "@aidc/contract";
import { memo } from "react";
import { useIntl } from "react-intl";
import { TrendLine } from "../../ui/charts/trend-line.tsx";
import { useWords } from "../../ui/use-words.ts";
import { Block } from "./block.tsx";

/** IT power of the last hour; a gap stays a gap. */
export const TrendBlock = memo(function TrendBlock({ trend }: { trend: WallState["itPowerTrend"] }) {
  const intl = useIntl();
  const words = useWords();
  const known = trend.map(({ powerW }) => powerW).filter((powerW) => powerW !== null);
  const [lowW, highW] = [Math.min(...known), Math.max(...known)];
  const low = words.quantity(lowW, "W");
  const high = words.quantity(highW, "W");
  return (
    <Block
      className="wall-trend"
      title={intl.formatMessage({ id: "wall.trend" })}
      aside={known.length > 1 && <span>{words.range(lowW, highW, "W")}</span>}
      age={{
        sampledAtMs: trend.findLast(({ powerW }) => powerW !== null)?.atMs ?? null,
        isOld: false,
        quietBelowMs: 180_000,
      }}
    >
      {known.length > 1 ? (
        <TrendLine
          points={trend.map(({ atMs, powerW }) => ({ atMs, value: powerW }))}
          label={intl.formatMessage({ id: "wall.trend.chart" }, { low, high })}
        />
      ) : (
        <p className="wall-empty">{intl.formatMessage({ id: "wall.trend.none" })}</p>
      )}
    </Block>
  );
});
