import type { LiveValue, WallState } from "@aidc/contract";
import { memo } from "react";
import { useIntl } from "react-intl";
import { shareOf } from "../../ui/format/share.ts";
import { Reading } from "../../ui/reading.tsx";
import { useUnmeteredWords } from "../../ui/use-unmetered-words.ts";
import { useWords } from "../../ui/use-words.ts";
import { ageOf, Block } from "./block.tsx";
import { KnownPart } from "./known-part.tsx";
import { PowerRow } from "./power-row.tsx";

type Energy = Pick<
  WallState,
  "pueToday" | "pueLive" | "pueYear" | "facilityPower" | "upsPower" | "coolingPower" | "itPower" | "rackPower"
>;

type EnergyProps = Energy & Pick<WallState, "unmetered"> & { hasRacks?: boolean };

/** PUE of today beside those of now and of the year, and the power chain from the grid to the racks as bars. */
export const EnergyBlock = memo(function EnergyBlock(props: EnergyProps) {
  const { pueToday, facilityPower, upsPower, coolingPower, itPower, rackPower, unmetered } = props;
  const intl = useIntl();
  const whole = facilityPower.value ?? itPower.value;
  const shareOfWhole = ({ value }: LiveValue) => shareOf(value, whole);
  // Cooling is what the IT does not get: its bar continues where the one of the IT ends.
  const afterIt = facilityPower.value === null ? undefined : shareOfWhole(itPower);
  return (
    <Block
      className="wall-energy"
      title={intl.formatMessage({ id: "wall.pue" })}
      aside={<BesidePue {...{ pueToday, unmetered }} />}
      age={ageOf([facilityPower, upsPower, coolingPower, itPower, rackPower])}
    >
      <div className="wall-pues">
        <Reading className="wall-pue" value={pueToday.value} unit="pue" reason={pueToday.reason} />
        <p className="wall-pue-line">
          <OtherPue id="live" pue={props.pueLive} />
          <OtherPue id="year" pue={props.pueYear} />
        </p>
      </div>
      <div className="wall-chain">
        <PowerRow
          label={intl.formatMessage({ id: "wall.power.facility" })}
          power={facilityPower}
          share={shareOfWhole(facilityPower)}
        />
        <PowerRow
          label={intl.formatMessage({ id: "wall.power.ups" })}
          power={upsPower}
          share={shareOfWhole(upsPower)}
        />
        <PowerRow
          label={intl.formatMessage({ id: "wall.power.cooling" })}
          power={coolingPower}
          share={shareOfWhole(coolingPower)}
          {...(afterIt ? { from: afterIt } : {})}
        />
        <PowerRow
          label={intl.formatMessage({ id: "wall.power.it" })}
          power={itPower}
          share={shareOfWhole(itPower)}
        />
        {props.hasRacks !== false && (
          <PowerRow
            label={intl.formatMessage({ id: "wall.power.racks" })}
            power={rackPower}
            share={shareOfWhole(rackPower)}
          />
        )}
      </div>
    </Block>
  );
});

function BesidePue({ pueToday, unmetered }: Pick<WallState, "pueToday" | "unmetered">) {
  const words = useWords();
  const blind = useUnmeteredWords()(unmetered);
  return (
    <>
      {pueToday.value === null ? words.reason(pueToday.reason) : <KnownPart of={pueToday} />}
      {blind && <span title={blind}>{blind}</span>}
    </>
  );
}

function OtherPue({ id, pue }: { id: "live" | "year"; pue: LiveValue }) {
  const intl = useIntl();
  const words = useWords();
  if (pue.value === null)
    return (
      <span title={words.reason(pue.reason)}>{intl.formatMessage({ id: `wall.pue.unknown.${id}` })}</span>
    );
  return (
    <span>{intl.formatMessage({ id: `wall.pue.${id}` }, { value: words.quantity(pue.value, "pue") })}</span>
  );
}
