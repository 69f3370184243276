import type { AlarmBoard } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { splitName } from "../../../ui/center-name.ts";
import { showClock } from "../../../ui/format/time.ts";
import { PlaceName } from "../../../ui/name.tsx";
import { Section } from "../../../ui/section.tsx";
import { SeverityMark } from "../../../ui/severity-mark.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useOpsCenter } from "../ops-center.tsx";

const mostListed = 50;

/** What was not normal at that moment, as the journal has it, with the state it was in then. */
export function PastAlarms({
  board: { alarms, more },
  isWatched: isToldOf,
}: {
  board: AlarmBoard;
  isWatched: boolean;
}) {
  const intl = useIntl();
  const count = alarms.length + more;
  return (
    <Section
      title={
        isToldOf
          ? intl.formatMessage({ id: "replay.alarms" }, { count })
          : intl.formatMessage({ id: "replay.unwatched" })
      }
    >
      {alarms.length === 0 ? (
        <p className="text-sm text-faint">
          {intl.formatMessage({ id: isToldOf ? "replay.alarms.none" : "replay.unwatched.none" })}
        </p>
      ) : (
        <Table>
          <thead>
            <tr>
              <HeadCell>{intl.formatMessage({ id: "alarms.severity" })}</HeadCell>
              <HeadCell>{intl.formatMessage({ id: "alarms.state" })}</HeadCell>
              <HeadCell>{intl.formatMessage({ id: "alarms.column.alarm" })}</HeadCell>
              <HeadCell>{intl.formatMessage({ id: "alarms.column.place" })}</HeadCell>
              <HeadCell isNumber>{intl.formatMessage({ id: "replay.alarms.since" })}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {alarms.slice(0, mostListed).map((alarm) => (
              <PastAlarm key={alarm.id} alarm={alarm} />
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

function PastAlarm({ alarm }: { alarm: AlarmBoard["alarms"][number] }) {
  const intl = useIntl();
  const { timeZone } = useOpsCenter();
  return (
    <tr>
      <Cell>
        <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
          <SeverityMark severity={alarm.severity} className="size-3" />
          {intl.formatMessage({ id: `alarms.severity.${alarm.severity}` })}
        </span>
      </Cell>
      <Cell>{intl.formatMessage({ id: `alarms.state.${alarm.letter}` })}</Cell>
      <Cell>
        <Link to="/ops/alarms" search={{ view: "journal", q: alarm.subject.id }} className="hover:underline">
          {splitName({ name: alarm.ruleName, nameZh: alarm.ruleNameZh }, intl.locale)[0]}
        </Link>
      </Cell>
      <Cell>
        <PlaceName of={alarm.place} />
      </Cell>
      <Cell isNumber>
        {alarm.raisedMs === null ? "\u2014" : showClock(alarm.raisedMs, timeZone, intl.locale)}
      </Cell>
    </tr>
  );
}
