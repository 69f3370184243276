import type { WallState } from "@aidc/contract";
import { isPartlyKnown } from "@aidc/domain";
import { memo } from "react";
import { useIntl } from "react-intl";
import { Reading } from "../../ui/reading.tsx";
import { useWords } from "../../ui/use-words.ts";
import { Block } from "./block.tsx";
import { KnownPart } from "./known-part.tsx";

/** What a hundredth of PUE costs in a year, with the sum that it is. */
export const WorthBlock = memo(function WorthBlock(
  props: Pick<WallState, "pueHundredth" | "itEnergyYear" | "energyPrice">,
) {
  const { pueHundredth, itEnergyYear, energyPrice } = props;
  const intl = useIntl();
  const words = useWords();
  const { value } = pueHundredth;
  const isWorked = value !== null && itEnergyYear.value !== null && energyPrice.value !== null;
  return (
    <Block
      className="wall-worth"
      title={intl.formatMessage({ id: "wall.worth" })}
      aside={
        <>
          {value !== null && <span>{intl.formatMessage({ id: "wall.worth.year" })}</span>}
          {(value === null || pueHundredth.reason) && <span>{words.reason(pueHundredth.reason)}</span>}
        </>
      }
      age={{ sampledAtMs: null, isOld: false }}
    >
      <Reading className="wall-number" value={value} unit={pueHundredth.unit} reason={pueHundredth.reason} />
      {/* A part of the year, whatever else there is room for. */}
      <KnownPart of={pueHundredth} />
      {isWorked && (
        <p className="wall-line" hidden={isPartlyKnown(pueHundredth)}>
          {intl.formatMessage(
            { id: "wall.worth.sum" },
            {
              energy: words.quantity(itEnergyYear.value ?? Number.NaN, "kWh"),
              price: intl.formatNumber(energyPrice.value ?? Number.NaN, {
                minimumFractionDigits: 2,
                maximumFractionDigits: 3,
              }),
            },
          )}
        </p>
      )}
    </Block>
  );
});
