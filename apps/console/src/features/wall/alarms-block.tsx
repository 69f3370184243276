import type { AlarmBoard, AlarmView, WallState } from "@aidc/contract";
import { severities } from "@aidc/contract";
import { memo, useMemo } from "react";
import { useIntl } from "react-intl";
import type { RackBoard } from "../../live/rack-board.ts";
import { splitName } from "../../ui/center-name.ts";
import { SeverityMark } from "../../ui/severity-mark.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { useWords } from "../../ui/use-words.ts";
import { Block } from "./block.tsx";
import { chooseAlarms } from "./choose-alarms.ts";
import { findSignals } from "./find-signals.ts";
import { ReportingBlock } from "./reporting-block.tsx";
import { useWallMoment } from "./wall-moment.tsx";

/** Two lines each; the worst that nobody has acknowledged come first. */
const shown = 2;
/** Counted intervals and fault codes say nothing from across the room; since when does. */
const toldAtAGlance: ReadonlySet<string> = new Set(["°C", "W", "ratio", "L/min"]);

/** The worst alarms in words. Without any it is about what reports, and says quietly that there is none. */
export const AlarmsBlock = memo(function AlarmsBlock(props: {
  alarms: AlarmBoard | null;
  board: RackBoard | null;
  sources: WallState["sources"];
}) {
  const { alarms, board, sources } = props;
  const intl = useIntl();
  const worst = useMemo(() => chooseAlarms(alarms?.alarms ?? [], shown), [alarms]);
  const isSilent = useMemo(() => findSignals(board, sources).length === 0, [board, sources]);
  if (!alarms || worst.length === 0)
    return (
      <ReportingBlock
        board={board}
        sources={sources}
        quiet={alarms && isSilent ? "wall.alarms.none" : "wall.reporting.all"}
      />
    );
  return (
    <Block
      className="wall-reporting wall-alarms"
      title={intl.formatMessage({ id: "wall.alarms" })}
      aside={<Counts counts={alarms.counts} />}
      age={{ sampledAtMs: null, isOld: false }}
    >
      <ul className="wall-signals">
        {worst.map((alarm) => (
          <AlarmRow key={alarm.id} alarm={alarm} />
        ))}
      </ul>
    </Block>
  );
});

/** Shape and number; a screen reader hears the words. */
function Counts({ counts }: { counts: AlarmBoard["counts"] }) {
  const intl = useIntl();
  const words = useWords();
  const present = severities.filter(
    (severity) => counts[severity].active + counts[severity].unacknowledged > 0,
  );
  return present.map((severity) => {
    const said = intl.formatMessage(
      { id: "alarms.count" },
      { severity: intl.formatMessage({ id: `alarms.severity.${severity}` }), ...counts[severity] },
    );
    const { active, unacknowledged } = counts[severity];
    return (
      <span key={severity} className="wall-count" role="img" aria-label={said}>
        <SeverityMark severity={severity} />
        {words.count(Math.max(active, unacknowledged))}
      </span>
    );
  });
}

/** The wall has no room for the way to it: a server is named with its rack, everything else by itself. */
function shortPlace({ place, subject }: AlarmView): string {
  const isInside = subject.kind === "server" || subject.kind === "accelerator";
  return place
    .split(" / ")
    .slice(isInside ? -2 : -1)
    .join(" / ");
}

function AlarmRow({ alarm }: { alarm: AlarmView }) {
  const intl = useIntl();
  const words = useWords();
  const { pictureMs } = useWallMoment();
  const { letter, severity, value, unit } = alarm;
  const state =
    letter === "B"
      ? intl.formatMessage({ id: `alarms.severity.${severity}` })
      : intl.formatMessage({ id: letter === "C" ? "wall.alarms.acknowledged" : "wall.alarms.returned" });
  const reading = value === null || !toldAtAGlance.has(unit) ? null : words.quantity(value, unit);
  const [name] = splitName({ name: alarm.ruleName, nameZh: alarm.ruleNameZh }, intl.locale);
  return (
    <li>
      <SeverityMark severity={severity} />
      <span>{[shortPlace(alarm), reading].filter((text) => text !== null).join(" ")}</span>
      <span>{words.age(Math.max(0, pictureMs - alarm.raisedMs))}</span>
      <small>
        {alarm.quality === "bad" && <StateMark mark="unknown" />} {[state, name].join(" · ")}
      </small>
    </li>
  );
}
