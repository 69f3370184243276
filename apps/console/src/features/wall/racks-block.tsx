import type { LiveValue } from "@aidc/contract";
import { memo, useCallback } from "react";
import { useIntl } from "react-intl";
import type { RackBoard } from "../../live/rack-board.ts";
import { rackShare, rackState } from "../../live/rack-board.ts";
import { RackCanvas } from "../../ui/rack-map/rack-canvas.tsx";
import { encodeLook } from "../../ui/rack-map/rack-look.ts";
import { Reading } from "../../ui/reading.tsx";
import { useWords } from "../../ui/use-words.ts";
import { ageOf, Block } from "./block.tsx";

/** Every rack of the center; brightness is the share of its power limit. */
export const RacksBlock = memo(function RacksBlock(props: {
  board: RackBoard | null;
  use: LiveValue;
  theme: string;
}) {
  const { board, use, theme } = props;
  const intl = useIntl();
  const words = useWords();
  const table = board?.table;
  const encode = useCallback(
    (looks: Uint8Array) => {
      if (!table) return;
      for (let row = 0; row < looks.length; row++)
        looks[row] = encodeLook(rackState(table, row), rackShare(table, row));
    },
    [table],
  );
  const count = board?.places.length ?? 0;
  return (
    <Block
      className="wall-racks"
      title={intl.formatMessage({ id: "wall.racks" })}
      aside={
        use.value === null ? (
          <Reading value={null} unit={use.unit} reason={use.reason} />
        ) : (
          <span>
            {intl.formatMessage({ id: "wall.racks.use" }, { value: words.quantity(use.value, use.unit) })}
          </span>
        )
      }
      age={ageOf([use])}
    >
      {board && count > 0 && (
        <RackCanvas
          key={theme}
          places={board.places}
          encode={encode}
          label={intl.formatMessage({ id: "wall.racks.map" }, { count })}
        />
      )}
      {board && count === 0 && <p className="wall-empty">{intl.formatMessage({ id: "wall.racks.none" })}</p>}
    </Block>
  );
});
