import type { AlarmBoard } from "@aidc/contract";
import { severities } from "@aidc/contract";
import { useIntl } from "react-intl";
import { SeverityMark } from "../../../ui/severity-mark.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { useAlarmWords } from "./use-alarm-words.ts";

/** Four counts in the same place always; a flood and an old list say so above them. */
export function AlarmSummary({ board, isOld }: { board: AlarmBoard; isOld: boolean }) {
  const intl = useIntl();
  const words = useWords();
  const { severity: word } = useAlarmWords();
  const { flood } = board;
  return (
    <div className="grid gap-3">
      {isOld && (
        <p role="alert" className="flex items-center gap-2 text-sm">
          <StateMark mark="warning" className="size-2.5" />
          {intl.formatMessage({ id: "alarms.old" })}
        </p>
      )}
      {flood && (
        <p
          role="status"
          className="flex items-center gap-2 border-l-2 border-warning py-1 pl-3 text-sm font-medium"
        >
          {intl.formatMessage(
            { id: "alarms.flood" },
            { age: words.age(Math.max(0, board.nowMs - flood.sinceMs)), count: flood.annunciations },
          )}
        </p>
      )}
      <ul className="grid grid-cols-2 gap-px overflow-hidden rounded border border-rule bg-rule lg:grid-cols-4">
        {severities.map((severity) => {
          const { unacknowledged, active, open } = board.counts[severity];
          const isQuiet = open === 0;
          return (
            <li key={severity} className="grid gap-0.5 bg-panel px-4 py-2.5">
              <span className={`flex items-center gap-2 text-sm ${isQuiet ? "text-faint" : ""}`}>
                <SeverityMark severity={severity} isQuiet={isQuiet} className="size-3" />
                {word({ severity })}
              </span>
              <span className={`num text-2xl font-semibold ${isQuiet ? "text-faint" : ""}`}>
                {words.count(open)}
              </span>
              <span className="text-xs text-faint">
                {intl.formatMessage({ id: "alarms.count.new" }, { unacknowledged, active })}
              </span>
            </li>
          );
        })}
      </ul>
      <Carried board={board} />
    </div>
  );
}

/** How many of those that wait need no deed of their own. */
function Carried({ board: { counts, carried } }: { board: AlarmBoard }) {
  const intl = useIntl();
  if (carried === 0) return null;
  const waiting = severities.reduce((sum, severity) => sum + counts[severity].unacknowledged, 0);
  return (
    <p className="text-sm text-soft">
      {intl.formatMessage({ id: "alarms.carried" }, { count: carried, rest: waiting - carried })}
    </p>
  );
}
