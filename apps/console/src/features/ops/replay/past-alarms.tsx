import type { Severity } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { showClock } from "../../../ui/format/time.ts";
import { Section } from "../../../ui/section.tsx";
import { SeverityMark } from "../../../ui/severity-mark.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useRuleNames } from "../alarms/use-rule-names.ts";
import { useOpsCenter } from "../ops-center.tsx";

const mostListed = 50;

/** Alarms that had been raised and had not returned at that moment, as the journal has them. */
export function PastAlarms(props: {
  alarms: readonly { readonly alarm: string; readonly severity: Severity; readonly since: string }[];
}) {
  const { alarms } = props;
  const intl = useIntl();
  const nameOf = useRuleNames();
  const { timeZone } = useOpsCenter();
  return (
    <Section title={intl.formatMessage({ id: "replay.alarms" }, { count: alarms.length })}>
      {alarms.length === 0 ? (
        <p className="text-sm text-faint">{intl.formatMessage({ id: "replay.alarms.none" })}</p>
      ) : (
        <Table>
          <thead>
            <tr>
              <HeadCell>{intl.formatMessage({ id: "alarms.severity" })}</HeadCell>
              <HeadCell>{intl.formatMessage({ id: "alarms.column.alarm" })}</HeadCell>
              <HeadCell>{intl.formatMessage({ id: "alarms.column.place" })}</HeadCell>
              <HeadCell isNumber>{intl.formatMessage({ id: "alarms.column.since" })}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {alarms.slice(0, mostListed).map(({ alarm, severity, since }) => (
              <tr key={`${alarm} ${since}`}>
                <Cell>
                  <span className="inline-flex items-center gap-1.5">
                    <SeverityMark severity={severity} className="size-3" />
                    {intl.formatMessage({ id: `alarms.severity.${severity}` })}
                  </span>
                </Cell>
                <Cell>
                  <Link
                    to="/ops/alarms"
                    search={{ view: "journal", q: nameOf(alarm).subject }}
                    className="hover:underline"
                  >
                    {nameOf(alarm).name}
                  </Link>
                </Cell>
                <Cell>{nameOf(alarm).subject}</Cell>
                <Cell isNumber>{showClock(Date.parse(since), timeZone, intl.locale)}</Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
