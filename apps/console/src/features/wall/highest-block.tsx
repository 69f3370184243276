import type { LiveValue, MapMetric } from "@aidc/contract";
import { memo, useMemo } from "react";
import { useIntl } from "react-intl";
import type { RackBoard } from "../../live/rack-board.ts";
import { Name } from "../../ui/name.tsx";
import { useWords } from "../../ui/use-words.ts";
import { ageOf, Block } from "./block.tsx";
import { highestRacks, metricFacts } from "./map-metric.ts";

/** The racks at the upper end of the map, by name and number. */
export const HighestBlock = memo(function HighestBlock(props: {
  board: RackBoard | null;
  metric: MapMetric;
  /** The live value whose age is that of all racks. */
  of: LiveValue;
  most: number;
}) {
  const { board, metric, of, most } = props;
  const intl = useIntl();
  const words = useWords();
  const racks = useMemo(
    () => (board ? highestRacks(metric, board.table, board.places, most) : []),
    [board, metric, most],
  );
  const { unit } = metricFacts[metric];
  return (
    <Block
      className="wall-highest"
      title={intl.formatMessage({ id: `wall.top.${metric}` })}
      age={ageOf([of])}
    >
      {racks.length === 0 && <p className="wall-empty">{intl.formatMessage({ id: "wall.top.none" })}</p>}
      <ul className="wall-rows">
        {racks.map(({ name, value }) => (
          <li key={name}>
            <Name>{name}</Name>
            <span className="wall-strong">{words.quantity(value, unit)}</span>
          </li>
        ))}
      </ul>
    </Block>
  );
});
