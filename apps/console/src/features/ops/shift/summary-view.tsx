import type { ShiftSummary } from "@aidc/contract";
import { severities } from "@aidc/contract";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import { splitName } from "../../../ui/center-name.ts";
import { PlaceName } from "../../../ui/name.tsx";
import { SeverityMark } from "../../../ui/severity-mark.tsx";
import { useAuthor } from "../../../ui/use-author.ts";
import { useAlarmWords } from "../alarms/use-alarm-words.ts";

/** What happened and what is left, in counts and lists; the same on the page and in a signed note. */
export function SummaryView({ summary }: { summary: ShiftSummary }) {
  const intl = useIntl();
  const words = useAlarmWords();
  const author = useAuthor();
  const { open, openCount, openExplained = 0, shelved, shelvedCount, serviceEvents } = summary;
  return (
    <div className="grid gap-4">
      <p className="num text-sm text-soft">
        {words.moment(Date.parse(summary.from))} – {words.moment(Date.parse(summary.to))}
      </p>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded border border-rule bg-rule sm:grid-cols-5">
        <Counted what="raised" count={summary.alarmsRaised} explained={summary.alarmsExplained} />
        <Counted what="returned" count={summary.alarmsReturned} />
        <Counted what="open" count={openCount} explained={openExplained} />
        <Counted what="shelved" count={shelvedCount} />
        <Counted what="entries" count={summary.entries} />
      </dl>
      <Lines title={intl.formatMessage({ id: "shift.open" })} more={openCount - openExplained - open.length}>
        {open.map((alarm) => (
          <OpenLine key={alarm.alarm} alarm={alarm} />
        ))}
      </Lines>
      <Lines title={intl.formatMessage({ id: "shift.shelved" })} more={shelvedCount - shelved.length}>
        {shelved.map((alarm) => (
          <AlarmLine
            key={alarm.alarm}
            alarm={alarm}
            what={intl.formatMessage(
              { id: "shift.shelved.until" },
              { until: words.short(Date.parse(alarm.until)), by: author(alarm.by), reason: alarm.reason },
            )}
          />
        ))}
      </Lines>
      <Lines title={intl.formatMessage({ id: "shift.service" })} more={0}>
        {serviceEvents.map(({ title, from, to }) => (
          <li key={`${title} ${from}`}>
            {title}{" "}
            <span className="num text-faint">
              {words.short(Date.parse(from))} –{" "}
              {to === null ? intl.formatMessage({ id: "desk.open.end" }) : words.short(Date.parse(to))}
            </span>
          </li>
        ))}
      </Lines>
    </div>
  );
}

function Counted(props: {
  what: "raised" | "returned" | "open" | "shelved" | "entries";
  count: number;
  explained?: number | undefined;
}) {
  const { what, count, explained = 0 } = props;
  const intl = useIntl();
  return (
    <div className="bg-panel px-4 py-2.5">
      <dt className="text-sm text-faint">{intl.formatMessage({ id: `shift.count.${what}` })}</dt>
      <dd className="num text-2xl font-semibold">{intl.formatNumber(count)}</dd>
      {explained > 0 && (
        <dd className="text-xs text-faint">
          {intl.formatMessage({ id: "shift.explained" }, { count: explained })}
        </dd>
      )}
    </div>
  );
}

function OpenLine({ alarm }: { alarm: ShiftSummary["open"][number] }) {
  const intl = useIntl();
  const author = useAuthor();
  const { letter = "B", acknowledgedBy, explains = 0 } = alarm;
  const seen =
    acknowledgedBy === null
      ? []
      : [intl.formatMessage({ id: "shift.acknowledged" }, { by: author(acknowledgedBy) })];
  // Of what somebody has seen the name says more than the state, unless it waits for a reset as well.
  const state =
    seen.length > 0 && letter !== "F"
      ? []
      : [intl.formatMessage({ id: `alarms.state.${letter}` }, { until: "" })];
  const others = explains === 0 ? [] : [intl.formatMessage({ id: "alarms.children" }, { count: explains })];
  return <AlarmLine alarm={alarm} what={[...state, ...seen, ...others].join(" · ")} />;
}

type Told = ShiftSummary["open"][number] | ShiftSummary["shelved"][number];

function AlarmLine({ alarm, what }: { alarm: Told; what: string }) {
  const intl = useIntl();
  const severity = severities.find((each) => each === alarm.severity);
  const name = splitName({ name: alarm.ruleName, nameZh: alarm.ruleNameZh }, intl.locale)[0];
  return (
    <li className="flex flex-wrap items-center gap-x-2">
      {severity && (
        <>
          <SeverityMark severity={severity} className="size-3" />
          {intl.formatMessage({ id: `alarms.severity.${severity}` })}
        </>
      )}
      <span className="font-medium">{name}</span>
      <span>
        <PlaceName of={alarm.place} />
      </span>
      <span className="text-faint">{what}</span>
    </li>
  );
}

function Lines({ title, more, children }: { title: string; more: number; children: readonly ReactNode[] }) {
  const intl = useIntl();
  if (children.length === 0) return null;
  return (
    <div className="text-sm">
      <h3 className="mb-1 text-faint">{title}</h3>
      <ul className="grid gap-1">{children}</ul>
      {more > 0 && <p className="text-faint">{intl.formatMessage({ id: "shift.more" }, { count: more })}</p>}
    </div>
  );
}
