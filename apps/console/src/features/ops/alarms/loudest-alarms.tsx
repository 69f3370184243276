import { useIntl } from "react-intl";
import { Reading } from "../../../ui/reading.tsx";
import { Section } from "../../../ui/section.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useRuleNames } from "./use-rule-names.ts";

/** Where to begin: ten alarms often make most of the load. Those that chatter are marked. */
export function LoudestAlarms(props: {
  topTen: readonly { readonly alarm: string; readonly count: number; readonly place: string | null }[];
  chattering: readonly string[];
}) {
  const { topTen, chattering } = props;
  const intl = useIntl();
  const nameOf = useRuleNames();
  return (
    <Section title={intl.formatMessage({ id: "alarms.grade.topTen" })}>
      {topTen.length === 0 && (
        <p className="text-sm text-faint">{intl.formatMessage({ id: "alarms.grade.quiet" })}</p>
      )}
      {topTen.length > 0 && (
        <Table>
          <thead>
            <tr>
              <HeadCell>{intl.formatMessage({ id: "alarms.column.alarm" })}</HeadCell>
              <HeadCell>{intl.formatMessage({ id: "alarms.column.place" })}</HeadCell>
              <HeadCell isNumber>{intl.formatMessage({ id: "alarms.column.alarms" })}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {topTen.map(({ alarm, count, place }) => (
              <tr key={alarm}>
                <Cell>{nameOf(alarm).name}</Cell>
                <Cell>
                  <span className="inline-flex items-center gap-1.5">
                    {place ?? nameOf(alarm).subject}
                    {chattering.includes(alarm) && (
                      <>
                        <StateMark mark="warning" className="size-2.5" />
                        {intl.formatMessage({ id: "alarms.grade.chattering" })}
                      </>
                    )}
                  </span>
                </Cell>
                <Cell isNumber>
                  <Reading value={count} unit="count" />
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
