import type { AlarmView } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { PlaceName } from "../../../ui/name.tsx";
import { Section } from "../../../ui/section.tsx";
import { SeverityMark } from "../../../ui/severity-mark.tsx";
import { sayAuthor } from "../../../ui/use-author.ts";
import { isOpen } from "../alarms/arrange-alarms.ts";
import { useAlarmBoard } from "../alarms/use-alarm-board.ts";
import { useAlarmWords } from "../alarms/use-alarm-words.ts";

/** What is wrong with a rack, or with what stands in it: since when, and who has it. Nothing while all is well. */
export function RackAlarms({ rackId }: { rackId: string }) {
  const intl = useIntl();
  const { board } = useAlarmBoard();
  const own = board?.alarms.filter((alarm) => alarm.rack === rackId && isOpen(alarm)) ?? [];
  if (own.length === 0) return null;
  return (
    <Section title={intl.formatMessage({ id: "rack.alarms" }, { count: own.length })}>
      <ul className="grid max-h-80 gap-2 overflow-y-auto text-sm">
        {own.map((alarm) => (
          <RackAlarm key={alarm.id} alarm={alarm} />
        ))}
      </ul>
    </Section>
  );
}

function RackAlarm({ alarm }: { alarm: AlarmView }) {
  const intl = useIntl();
  const words = useAlarmWords();
  const { acknowledged } = alarm;
  const who = acknowledged
    ? intl.formatMessage({ id: "rack.alarms.has" }, { by: sayAuthor(acknowledged.by, intl) })
    : intl.formatMessage({ id: "rack.alarms.nobody" });
  const since = intl.formatMessage({ id: "rack.alarms.since" }, { time: words.moment(alarm.raisedMs) });
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="inline-flex items-center gap-1.5">
        <SeverityMark severity={alarm.severity} className="size-3 shrink-0" />
        {words.severity(alarm)}
      </span>
      <Link to="/ops/alarms" search={{ open: alarm.id }} className="font-medium underline">
        {words.name(alarm)}
      </Link>
      {alarm.subject.kind !== "rack" && (
        <span>
          <PlaceName of={alarm.place} />
        </span>
      )}
      <span className="text-soft">{[words.state(alarm), since, who].join(" \u00b7 ")}</span>
    </li>
  );
}
