import type { AlarmBoard } from "@aidc/contract";
import { memo, useMemo } from "react";
import { useIntl } from "react-intl";
import { StateMark } from "../../ui/state-mark.tsx";
import { AlarmRow } from "./alarm-row.tsx";
import { Block } from "./block.tsx";
import { chooseAlarms, countMore } from "./choose-alarms.ts";

/** Every alarm that has room, and how many have not. Without any it says so and stays grey. */
export const AlarmListBlock = memo(function AlarmListBlock(props: {
  alarms: AlarmBoard | null;
  most: number;
}) {
  const { alarms, most } = props;
  const intl = useIntl();
  const listed = alarms?.alarms;
  const chosen = useMemo(() => chooseAlarms(listed ?? []), [listed]);
  const { explained } = chosen;
  const rows = chosen.rows.slice(0, most);
  const more = alarms ? countMore(alarms, chosen, rows.length) : 0;
  const stalePoints = alarms?.stalePoints ?? 0;
  const quiet = stalePoints > 0 ? "wall.alarms.unsure" : "wall.alarms.calm";
  return (
    <Block
      className="wall-alarm-list"
      title={intl.formatMessage({ id: "wall.alarms" })}
      aside={
        more + explained > 0 && (
          <span>{intl.formatMessage({ id: "wall.alarms.more" }, { count: more, explained })}</span>
        )
      }
      age={{ sampledAtMs: alarms?.nowMs ?? null, isOld: false }}
      isJudged
    >
      {rows.length === 0 && (
        <p className="wall-calm">
          <StateMark mark={alarms && stalePoints === 0 ? "normal" : "unknown"} />
          {intl.formatMessage({ id: alarms ? quiet : "wall.alarms.unknown" }, { stalePoints })}
        </p>
      )}
      <ul className="wall-signals">
        {rows.map((alarm) => (
          <AlarmRow key={alarm.id} alarm={alarm} isLong />
        ))}
      </ul>
    </Block>
  );
});
