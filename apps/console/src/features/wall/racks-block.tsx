import type { AlarmBoard, LiveValue, MapMetric } from "@aidc/contract";
import { memo, useCallback, useMemo } from "react";
import { useIntl } from "react-intl";
import type { MessageId } from "../../i18n/messages/en.ts";
import type { RackBoard } from "../../live/rack-board.ts";
import { RackCanvas } from "../../ui/rack-map/rack-canvas.tsx";
import { Reading } from "../../ui/reading.tsx";
import { useWords } from "../../ui/use-words.ts";
import { ageOf, Block } from "./block.tsx";
import { KnownPart } from "./known-part.tsx";
import { alarmedRows, encodeRacks, metricFacts } from "./map-metric.ts";

/** Every rack of the center; brightness is the metric, and what is wrong has its mark. */
export const RacksBlock = memo(function RacksBlock(props: {
  board: RackBoard | null;
  /** Racks that an alarm names have its mark. */
  alarms: AlarmBoard | null;
  use: LiveValue;
  /** What they draw together, where no other block says it. */
  power?: LiveValue | undefined;
  metric: MapMetric;
  theme: string;
  hasLegend?: boolean;
}) {
  const { board, alarms, use, power, metric, theme, hasLegend = false } = props;
  const intl = useIntl();
  const [table, places] = [board?.table, board?.places];
  const listed = alarms?.alarms;
  const alarmed = useMemo(() => alarmedRows(listed ?? [], places ?? []), [listed, places]);
  const encode = useCallback(
    (looks: Uint8Array) => {
      if (table) encodeRacks(metric, table, alarmed, looks);
    },
    [table, metric, alarmed],
  );
  const count = places?.length ?? 0;
  const title = intl.formatMessage({ id: hasLegend ? `wall.metric.${metric}` : "wall.racks" });
  const { low, high } = metricFacts[metric];
  const scale = { low: intl.formatMessage({ id: low }), high: intl.formatMessage({ id: high }) };
  return (
    <Block
      className="wall-racks"
      title={title}
      aside={
        <>
          {power && <Reading value={power.value} unit={power.unit} reason={power.reason} />}
          {power && <KnownPart of={power} />}
          {power && <span>{"\u00b7"}</span>}
          <Use use={use} message={hasLegend ? `wall.metric.${metric}.use` : "wall.racks.use"} />
          {hasLegend && <KnownPart of={use} />}
        </>
      }
      age={ageOf(power ? [use, power] : [use])}
    >
      {places && count > 0 && (
        <RackCanvas
          key={`${theme} ${metric}`}
          places={places}
          encode={encode}
          label={
            hasLegend
              ? intl.formatMessage({ id: "wall.metric.map" }, { count, metric: title, ...scale })
              : intl.formatMessage({ id: "wall.racks.map" }, { count })
          }
        />
      )}
      {board && count === 0 && <p className="wall-empty">{intl.formatMessage({ id: "wall.racks.none" })}</p>}
      {hasLegend && count > 0 && <Legend {...scale} />}
      {!hasLegend && <KnownPart of={use} />}
    </Block>
  );
});

function Use({ use, message }: { use: LiveValue; message: MessageId }) {
  const intl = useIntl();
  const words = useWords();
  if (use.value === null) return <Reading value={null} unit={use.unit} reason={use.reason} />;
  return <span>{intl.formatMessage({ id: message }, { value: words.quantity(use.value, use.unit) })}</span>;
}

/** What brightness, hatching and marks say. */
function Legend({ low, high }: { low: string; high: string }) {
  const intl = useIntl();
  return (
    <p className="wall-legend">
      <span>{low}</span>
      <i className="wall-ramp" />
      <span>{high}</span>
      <i className="wall-swatch" data-look="unknown" />
      <span>{intl.formatMessage({ id: "wall.key.unknown" })}</span>
      <i className="wall-swatch" data-look="alarm" />
      <span>{intl.formatMessage({ id: "wall.key.alarm" })}</span>
    </p>
  );
}
