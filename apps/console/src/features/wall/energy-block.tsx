import type { LiveValue, WallState } from "@aidc/contract";
import { memo } from "react";
import { useIntl } from "react-intl";
import { shareOf } from "../../ui/format/share.ts";
import { Reading } from "../../ui/reading.tsx";
import { useWords } from "../../ui/use-words.ts";
import { ageOf, Block } from "./block.tsx";

type Energy = Pick<
  WallState,
  "pueToday" | "pueLive" | "pueYear" | "facilityPower" | "itPower" | "coolingPower"
>;

/** PUE of today, and the power chain as bars that add up: what is left of the grid bar is the rest. */
export const EnergyBlock = memo(function EnergyBlock(props: Energy) {
  const { pueToday, pueLive, pueYear, facilityPower, itPower, coolingPower } = props;
  const intl = useIntl();
  const words = useWords();
  const whole = facilityPower.value ?? itPower.value;
  const itShare = shareOf(itPower.value, whole);
  const reasonLine = pueToday.value === null ? words.reason(pueToday.reason) : null;
  const known = [
    { id: "wall.pue.live", value: pueLive.value } as const,
    { id: "wall.pue.year", value: pueYear.value } as const,
  ].filter(({ value }) => value !== null);
  const comparison = known.map(({ id, value }) =>
    intl.formatMessage({ id }, { value: words.quantity(value ?? Number.NaN, "pue") }),
  );
  return (
    <Block
      className="wall-energy"
      title={intl.formatMessage({ id: "wall.pue" })}
      aside={pueToday.value !== null && words.coverage(pueToday.coverage)}
      age={ageOf([facilityPower, itPower, coolingPower])}
    >
      <Reading className="wall-pue" value={pueToday.value} unit="pue" reason={pueToday.reason} />
      <p className="wall-pue-line">{[...(reasonLine ? [reasonLine] : []), ...comparison].join(" · ")}</p>
      <div className="wall-chain">
        <ChainRow
          label={intl.formatMessage({ id: "wall.power.grid" })}
          power={facilityPower}
          from={0}
          share={shareOf(facilityPower.value, whole)}
        />
        <ChainRow
          label={intl.formatMessage({ id: "wall.power.it" })}
          power={itPower}
          from={0}
          share={itShare}
        />
        <ChainRow
          label={intl.formatMessage({ id: "wall.power.cooling" })}
          power={coolingPower}
          from={facilityPower.value === null ? 0 : (itShare ?? 0)}
          share={shareOf(coolingPower.value, whole)}
        />
      </div>
    </Block>
  );
});

function ChainRow(props: { label: string; power: LiveValue; from: number; share: number | null }) {
  const { label, power, from, share } = props;
  const words = useWords();
  return (
    <div className="wall-chain-row">
      {share !== null && <i style={{ left: percent(from), width: percent(Math.min(share, 1 - from)) }} />}
      <span>{label}</span>
      {power.value === null ? (
        <span className="wall-why">{`\u2014 ${words.reason(power.reason)}`}</span>
      ) : (
        <Reading className="wall-strong" value={power.value} unit={power.unit} />
      )}
    </div>
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
