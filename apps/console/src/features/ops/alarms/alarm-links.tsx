import type { AlarmView } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { useOpsCenter } from "../ops-center.tsx";

const look = "w-fit text-sm underline";

/** Where to look further: what the alarm is about, and the rack it stands in. */
export function AlarmLinks({ alarm }: { alarm: AlarmView }) {
  const intl = useIntl();
  const { id: center } = useOpsCenter();
  const { kind, id } = alarm.subject;
  const card = kind === "accelerator" ? id : undefined;
  return (
    <>
      {alarm.rack !== null && (
        <Link
          to="/ops/racks/$center/$rack"
          params={{ center, rack: alarm.rack }}
          search={{ card }}
          className={look}
        >
          {intl.formatMessage({ id: card === undefined ? "alarms.go.rack" : "alarms.go.card" }, { id })}
        </Link>
      )}
      {(kind === "feed" || kind === "loop") && (
        <Link to="/ops/power" search={{ open: `${kind}:${id}` }} className={look}>
          {intl.formatMessage({ id: "alarms.go.branch" })}
        </Link>
      )}
      {kind === "meter" && (
        <Link to="/ops/power" className={look}>
          {intl.formatMessage({ id: "power.page" })}
        </Link>
      )}
      {kind === "wall" && (
        <Link to="/ops/walls" className={look}>
          {intl.formatMessage({ id: "screens.page" })}
        </Link>
      )}
      {kind === "source" && (
        <Link to="/ops/sources" className={look}>
          {intl.formatMessage({ id: "ops.sources" })}
        </Link>
      )}
      {kind === "hall" && (
        <Link to="/ops/racks" className={look}>
          {intl.formatMessage({ id: "ops.racks" })}
        </Link>
      )}
    </>
  );
}
