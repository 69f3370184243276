import type { AlarmView } from "@aidc/contract";
import { useIntl } from "react-intl";
import { splitName } from "../../ui/center-name.ts";
import { floorAge } from "../../ui/format/time.ts";
import { PlaceName } from "../../ui/name.tsx";
import { SeverityMark } from "../../ui/severity-mark.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { useWords } from "../../ui/use-words.ts";
import { useOfMoment } from "./wall-moment.tsx";

/** Counted intervals and fault codes say nothing from across the room; since when does. */
const toldAtAGlance: ReadonlySet<string> = new Set(["°C", "W", "ratio", "L/min"]);

/** The wall has no room for the way to it: a server is named with its rack, everything else by itself. */
function shortPlace({ place, subject }: AlarmView): string {
  const isInside = subject.kind === "server" || subject.kind === "accelerator";
  return place
    .split(" / ")
    .slice(isInside ? -2 : -1)
    .join(" / ");
}

/**
 * Where and since when, how many others it explains, what is wrong, in the long form what it read when it turned and
 * what hangs on it, and last the state: the shape of the severity tells half of it, so it is the first to give way. In
 * a narrow column what is wrong stands first, on as many lines as its name needs. The short form does without a
 * reading: beside the live ones on the wall it would pass for one of them.
 * A hit tenant is counted and never named: a wall is read by whoever stands in front of it.
 */
export function AlarmRow(props: { alarm: AlarmView; isLong?: boolean }) {
  const { alarm, isLong = false } = props;
  const intl = useIntl();
  const words = useWords();
  const { raisedMs } = alarm;
  const ageMs = useOfMoment(({ pictureMs }) => (raisedMs === null ? null : floorAge(pictureMs - raisedMs)));
  const { letter, severity, value, unit } = alarm;
  const state =
    letter === "B"
      ? intl.formatMessage({ id: `alarms.severity.${severity}` })
      : intl.formatMessage({ id: letter === "C" ? "wall.alarms.acknowledged" : "wall.alarms.returned" });
  const explains =
    alarm.explains === 0
      ? null
      : intl.formatMessage({ id: "wall.alarms.explains" }, { count: alarm.explains });
  const reading =
    value === null || !toldAtAGlance.has(unit)
      ? []
      : [intl.formatMessage({ id: "wall.alarms.raised_at" }, { value: words.quantity(value, unit) })];
  const [name] = splitName({ name: alarm.ruleName, nameZh: alarm.ruleNameZh }, intl.locale);
  const hit = useHit(alarm);
  return (
    <li className="wall-alarm">
      <SeverityMark severity={severity} />
      <span>
        <PlaceName of={shortPlace(alarm)} />
      </span>
      <span>{ageMs === null ? "\u2014" : words.age(ageMs)}</span>
      <small>
        {alarm.quality === "bad" && <StateMark mark="unknown" />}{" "}
        {[explains, name, ...(isLong ? [...reading, ...hit] : [])]
          .filter((text) => text !== null)
          .map((text, index) => (
            <Part key={text} isFirst={index === 0}>
              {text}
            </Part>
          ))}
        <Part letter={letter}>{state}</Part>
      </small>
    </li>
  );
}

/** After the first each has a dot before it, which is not drawn where a line begins with it. */
function Part(props: { isFirst?: boolean; letter?: AlarmView["letter"]; children: string }) {
  const { isFirst = false, letter, children } = props;
  return (
    <>
      {!isFirst && " "}
      <span className="wall-part" data-letter={letter}>
        {!isFirst && <i>· </i>}
        {children}
      </span>
    </>
  );
}

/** Tenants and computing power that hang on it; a peak that is unknown is left to the desk. */
function useHit({ exposure }: AlarmView): string[] {
  const intl = useIntl();
  const words = useWords();
  const { tenants, pflops } = exposure;
  const { atLeast, atMost } = tenants;
  if (atMost === 0) return [];
  const power =
    pflops.value === null
      ? []
      : [`${words.quantity(pflops.value, "PFLOPS")} ${pflops.precision.toUpperCase()}`];
  const hit =
    atLeast === atMost
      ? intl.formatMessage({ id: "wall.alarms.hit" }, { tenants: atLeast })
      : intl.formatMessage({ id: "wall.alarms.hit.range" }, { atLeast, atMost });
  return [...power, hit];
}
