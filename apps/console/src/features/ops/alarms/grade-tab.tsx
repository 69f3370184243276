import { severities } from "@aidc/contract";
import { skipToken, useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Exact } from "../../../ui/csv-part.tsx";
import { MarkedText } from "../../../ui/marked-text.tsx";
import { Reading } from "../../../ui/reading.tsx";
import { Section } from "../../../ui/section.tsx";
import { SeverityMark } from "../../../ui/severity-mark.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { RangeChoice } from "../range-choice.tsx";
import { useOpsWindow } from "../use-window.ts";
import type { Judged } from "./judge-grade.ts";
import { judgeGrade, shares } from "./judge-grade.ts";
import { LoudestAlarms } from "./loudest-alarms.tsx";
import { useAlarmWords } from "./use-alarm-words.ts";

const monthMs = 30 * 86_400_000;
const marks = { within: "normal", above: "warning", unknown: "unknown" } as const;

/** The alarm system beside the figures of ISA-18.2 and EEMUA 191. */
export function GradeTab() {
  const intl = useIntl();
  const words = useAlarmWords();
  const { id: center } = useOpsCenter();
  const { range, window } = useOpsWindow("30d");
  const grade = useQuery(
    api.alarms.grade.queryOptions({ input: window === null ? skipToken : { center, ...window } }),
  );
  if (window === null) return <Skeleton lines={8} />;
  return (
    <div className="grid gap-5">
      <RangeChoice value={range} />
      <Asked query={grade} lines={8}>
        {(found) => (
          <>
            <p className="text-sm text-soft">
              {intl.formatMessage(
                { id: "alarms.grade.window" },
                {
                  annunciations: found.annunciations,
                  from: words.moment(Date.parse(found.from)),
                  to: words.moment(Date.parse(found.to)),
                },
              )}{" "}
              {found.coverage < 1 &&
                intl.formatMessage(
                  { id: "alarms.grade.watched" },
                  {
                    from: words.moment(Date.parse(found.watchedFrom)),
                    share: intl.formatNumber(found.coverage, { style: "percent", maximumFractionDigits: 1 }),
                  },
                )}{" "}
              {Date.parse(found.watchedTo) - Date.parse(found.watchedFrom) < monthMs &&
                intl.formatMessage({ id: "alarms.grade.short" })}
            </p>
            <MeasureTable judged={judgeGrade(found)} />
            <div className="grid gap-6 lg:grid-cols-2">
              <Mix mix={found.mix} isKnown={found.annunciations > 0} />
              <LoudestAlarms topTen={found.topTen} chattering={found.chattering} />
            </div>
          </>
        )}
      </Asked>
    </div>
  );
}

function MeasureTable({ judged }: { judged: readonly Judged[] }) {
  const intl = useIntl();
  const show = ({ measure }: Judged, value: number | null) => {
    if (value === null) return "\u2014";
    if (shares.has(measure)) return <Reading value={value} unit="ratio" />;
    return (
      <Exact value={value} unit="count">
        {intl.formatNumber(value, { maximumFractionDigits: 2 })}
      </Exact>
    );
  };
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: "alarms.column.measure" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "alarms.column.ours" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "alarms.column.target" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "alarms.column.verdict" })}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {judged.map((row) => (
          <tr key={row.measure}>
            <Cell>{intl.formatMessage({ id: `alarms.grade.${row.measure}` })}</Cell>
            <Cell isNumber>
              {show(row, row.ours)}
              {row.reason !== null && (
                <span className="block text-xs text-faint">
                  {intl.formatMessage({ id: `alarms.grade.${row.reason}` })}
                </span>
              )}
            </Cell>
            <Cell isNumber isFaint>
              {show(row, row.target)}
            </Cell>
            <Cell>
              <MarkedText mark={marks[row.verdict]}>
                {intl.formatMessage({ id: `alarms.grade.${row.verdict}` })}
              </MarkedText>
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Mix({
  mix,
  isKnown,
}: {
  mix: Readonly<Record<(typeof severities)[number], number>>;
  isKnown: boolean;
}) {
  const intl = useIntl();
  return (
    <Section title={intl.formatMessage({ id: "alarms.grade.mix" })}>
      <Table>
        <tbody>
          {severities.map((severity) => (
            <tr key={severity}>
              <Cell>
                <span className="inline-flex items-center gap-1.5">
                  <SeverityMark
                    severity={severity}
                    className="size-3"
                    isQuiet={!isKnown || mix[severity] === 0}
                  />
                  {intl.formatMessage({ id: `alarms.severity.${severity}` })}
                </span>
              </Cell>
              <Cell isNumber>{isKnown ? <Reading value={mix[severity]} unit="ratio" /> : "\u2014"}</Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="mt-2 text-xs text-faint">{intl.formatMessage({ id: "alarms.grade.mix.target" })}</p>
    </Section>
  );
}
