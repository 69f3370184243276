import type { WallState } from "@aidc/contract";
import { memo } from "react";
import { useIntl } from "react-intl";
import type { MessageId } from "../../i18n/messages/en.ts";
import { floorAge } from "../../ui/format/time.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { useWords } from "../../ui/use-words.ts";
import { Block } from "./block.tsx";
import { DayTrend } from "./day-trend.tsx";
import type { Reporting, Signal } from "./find-signals.ts";
import { useOfMoment } from "./wall-moment.tsx";

/** Two lines each; the worst come first. */
const shown = 2;

/** What does not report. No alarms: those have a life of their own and are not judged here. */
export const ReportingBlock = memo(function ReportingBlock(props: {
  reporting: Reporting;
  /** Said when everything reports. */
  quiet: MessageId;
  /** Drawn where nothing is wrong: an empty place says less. */
  day?: WallState["itPowerDay"] | undefined;
}) {
  const { reporting, quiet, day } = props;
  const { signals, fresh, total } = reporting;
  const intl = useIntl();
  return (
    <Block
      className="wall-reporting"
      title={intl.formatMessage({ id: "wall.reporting" })}
      aside={total > 0 && <span>{intl.formatMessage({ id: "wall.reporting.count" }, { fresh, total })}</span>}
      age={{ sampledAtMs: null, isOld: false }}
    >
      {total > 0 && fresh === total && signals.length === 0 && (
        <p className="wall-quiet">
          <StateMark mark="normal" />
          {intl.formatMessage({ id: quiet })}
        </p>
      )}
      {total > 0 && fresh === 0 && signals.length === 0 && (
        <p className="wall-quiet">
          <StateMark mark="unknown" />
          {intl.formatMessage({ id: "wall.reporting.never" })}
        </p>
      )}
      {total === 0 && (
        <p className="wall-quiet">
          <StateMark mark="unknown" />
          {intl.formatMessage({ id: "wall.reporting.nobody" })}
        </p>
      )}
      {day && total > 0 && signals.length === 0 && <DayTrend day={day} />}
      <ul className="wall-signals">
        {signals.slice(0, shown).map((signal) => (
          <SignalRow
            key={signal.key}
            signal={signal}
            more={signal === signals[shown - 1] ? signals.length - shown : 0}
          />
        ))}
      </ul>
    </Block>
  );
});

function SignalRow({ signal, more }: { signal: Signal; more: number }) {
  const intl = useIntl();
  const words = useWords();
  const { sinceMs } = signal;
  const ageMs = useOfMoment(({ pictureMs }) => (sinceMs === null ? null : floorAge(pictureMs - sinceMs)));
  const detail = [
    signal.detail,
    more > 0 ? intl.formatMessage({ id: "wall.reporting.more" }, { count: more }) : null,
  ];
  return (
    <li>
      <StateMark mark={signal.mark} />
      <span>{intl.formatMessage({ id: signal.message }, { count: signal.count })}</span>
      <span />
      <small>{detail.filter((text) => text !== null).join(" · ")}</small>
      <span>{ageMs !== null && words.age(ageMs)}</span>
    </li>
  );
}
