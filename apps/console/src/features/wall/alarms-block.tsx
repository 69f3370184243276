import type { AlarmBoard, WallState } from "@aidc/contract";
import { severities } from "@aidc/contract";
import { memo, useMemo } from "react";
import { useIntl } from "react-intl";
import { SeverityMark } from "../../ui/severity-mark.tsx";
import { useWords } from "../../ui/use-words.ts";
import { AlarmRow } from "./alarm-row.tsx";
import { Block } from "./block.tsx";
import { chooseAlarms, countMore } from "./choose-alarms.ts";
import type { Reporting } from "./find-signals.ts";
import { ReportingBlock } from "./reporting-block.tsx";
import { useRowsThatFit } from "./use-rows-that-fit.ts";

/** The worst alarms in words. Without any it is about what reports, and says quietly that there is none. */
export const AlarmsBlock = memo(function AlarmsBlock(props: {
  alarms: AlarmBoard | null;
  reporting: Reporting;
  /** Of those that there is room for; the worst that nobody has acknowledged come first. */
  most: number;
  /** Drawn where nothing is wrong. */
  day?: WallState["itPowerDay"] | undefined;
}) {
  const { alarms, reporting, most, day } = props;
  const intl = useIntl();
  const listed = alarms?.alarms;
  const chosen = useMemo(() => chooseAlarms(listed ?? []), [listed]);
  const drawn = chosen.rows.slice(0, most);
  const said = drawn.map(({ id, letter, explains, ruleName }) => `${id} ${letter} ${explains} ${ruleName}`);
  const { list, count, isMeasuring } = useRowsThatFit(`${intl.locale} ${said.join()}`, drawn.length);
  const worst = drawn.slice(0, count);
  if (!alarms || worst.length === 0)
    return (
      <ReportingBlock {...{ reporting, day }} quiet={alarms ? "wall.alarms.none" : "wall.reporting.all"} />
    );
  const { explained } = chosen;
  const more = countMore(alarms, chosen, worst.length);
  const isMore = more + explained > 0 || (isMeasuring && drawn.length > 1);
  return (
    <Block
      className="wall-reporting wall-alarms"
      title={intl.formatMessage({ id: "wall.alarms" })}
      aside={<Counts counts={alarms.counts} />}
      age={{ sampledAtMs: alarms.nowMs, isOld: false, quietBelowMs: 10_000 }}
    >
      <ul ref={list} className="wall-signals">
        {worst.map((alarm) => (
          <AlarmRow key={alarm.id} alarm={alarm} />
        ))}
        {isMore && (
          <li className="wall-more">
            {intl.formatMessage({ id: "wall.alarms.more" }, { count: more, explained })}
          </li>
        )}
      </ul>
    </Block>
  );
});

/** Shape and number; a screen reader hears the words. */
function Counts({ counts }: { counts: AlarmBoard["counts"] }) {
  const intl = useIntl();
  const words = useWords();
  const present = severities.filter((severity) => counts[severity].open > 0);
  return present.map((severity) => {
    const said = intl.formatMessage(
      { id: "alarms.count" },
      { severity: intl.formatMessage({ id: `alarms.severity.${severity}` }), ...counts[severity] },
    );
    return (
      <span key={severity} className="wall-count" role="img" aria-label={said}>
        <SeverityMark severity={severity} />
        {words.count(counts[severity].open)}
      </span>
    );
  });
}
