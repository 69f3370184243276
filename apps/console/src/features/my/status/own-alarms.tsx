import type { OwnAlarm } from "@aidc/contract";
import { useIntl } from "react-intl";
import { showMoment, showZone } from "../../../ui/format/time.ts";
import { PlaceName } from "../../../ui/name.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useMyTenant } from "../my-tenant.tsx";

interface OwnAlarmsProps {
  readonly alarms: readonly OwnAlarm[];
  /** Active besides, where leases without places may be. */
  readonly possible: number;
}

/** Alarms that are active on what the tenant holds: what is wrong, where, and since when. */
export function OwnAlarms({ alarms, possible }: OwnAlarmsProps) {
  const intl = useIntl();
  return (
    <>
      <ul>
        {alarms.map((alarm) => (
          <AlarmItem key={alarm.id} alarm={alarm} />
        ))}
      </ul>
      {possible > 0 && (
        <p className="pt-2 text-sm text-soft">
          {intl.formatMessage({ id: "my.alarm.possible" }, { count: possible })}
        </p>
      )}
      <p className="pt-2 text-xs text-faint">{intl.formatMessage({ id: "my.alarm.how" })}</p>
    </>
  );
}

function AlarmItem({ alarm }: { alarm: OwnAlarm }) {
  const intl = useIntl();
  const { timeZone } = useMyTenant().state.center;
  const { severity, place, raisedAt, name, nameZh } = alarm;
  const atMs = Date.parse(raisedAt);
  const since = `${showMoment(atMs, timeZone, intl.locale)} ${showZone(atMs, timeZone)}`;
  return (
    <li className="grid gap-x-6 gap-y-1 border-b border-rule py-3 sm:grid-cols-[1fr_auto]">
      <p className="flex items-start gap-2">
        <StateMark
          mark={severity === "critical" ? "critical" : "warning"}
          className="mt-1.5 size-3 shrink-0"
        />
        <span>
          <span className="mr-2 text-faint">{intl.formatMessage({ id: "my.event.alarm" })}</span>
          <span className="font-medium">{intl.locale.startsWith("zh") ? (nameZh ?? name) : name}</span>
          <span className="ml-2 text-soft">
            <PlaceName of={place} />
          </span>
        </span>
      </p>
      <p className="num text-sm text-faint">{intl.formatMessage({ id: "my.event.since" }, { since })}</p>
    </li>
  );
}
