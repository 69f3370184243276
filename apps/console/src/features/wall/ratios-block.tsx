import type { LiveValue } from "@aidc/contract";
import { memo } from "react";
import { useIntl } from "react-intl";
import { shareOf } from "../../ui/format/share.ts";
import { ageOf, Block } from "./block.tsx";
import { PowerRow } from "./power-row.tsx";

/** What of the capacity is let, held and at work, each with what it is a share of. Source: standards 2.2. */
export const RatiosBlock = memo(function RatiosBlock(props: {
  occupancy: LiveValue;
  allocation: LiveValue;
  utilisation: LiveValue;
}) {
  const { occupancy, allocation, utilisation } = props;
  const intl = useIntl();
  const row = (id: "leased" | "allocated" | "active", ratio: LiveValue) => (
    <PowerRow
      label={intl.formatMessage({ id: `wall.capacity.${id}` })}
      base={intl.formatMessage({ id: `wall.capacity.${id}.of` })}
      power={ratio}
      share={shareOf(ratio.value, 1)}
    />
  );
  return (
    <Block
      className="wall-ratios"
      title={intl.formatMessage({ id: "wall.capacity.use" })}
      age={ageOf([occupancy, allocation, utilisation])}
    >
      <div className="wall-chain">
        {row("leased", occupancy)}
        {row("allocated", allocation)}
        {row("active", utilisation)}
      </div>
    </Block>
  );
});
