import type { WallState } from "@aidc/contract";
import { memo, useCallback } from "react";
import { useIntl } from "react-intl";
import type { LiveState } from "../../live/live-state.ts";
import { splitName } from "../../ui/center-name.ts";
import { showClock, showZone } from "../../ui/format/time.ts";
import type { Mark } from "../../ui/state-mark.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { useWords } from "../../ui/use-words.ts";
import type { WallMoment } from "./wall-moment.tsx";
import { useMomentText, useOfMoment } from "./wall-moment.tsx";

const marks: Readonly<Record<LiveState, Mark>> = {
  connecting: "unknown",
  none: "unknown",
  live: "normal",
  stale: "warning",
  offline: "critical",
  outdated: "info",
};

/** Clocks are put forward and back at quarters of an hour. */
const mostOftenMs = 900_000;

/** Whose wall this is, whether it is alive, and what time it is there. */
export const WallHead = memo(function WallHead({ center }: { center: WallState["center"] }) {
  return (
    <header className="wall-head">
      <WallName center={center} />
      <Pulse origin={center.origin} />
      <Clock timeZone={center.timeZone} />
    </header>
  );
});

export function WallName({ center }: { center: WallState["center"] }) {
  const intl = useIntl();
  const [first, second] = splitName(center, intl.locale);
  return (
    <div className="wall-name">
      <strong>{first}</strong>
      {second && <span>{second}</span>}
    </div>
  );
}

function Pulse({ origin }: { origin: WallState["center"]["origin"] }) {
  const intl = useIntl();
  const words = useWords();
  const state = useOfMoment((moment) => moment.state);
  const sayAge = useCallback(
    ({ ageMs }: WallMoment) => (ageMs === null ? "" : ` \u00b7 ${words.age(ageMs)}`),
    [words],
  );
  return (
    <div className="wall-pulse" data-state={state} role="status">
      <StateMark mark={marks[state]} />
      <span>
        {intl.formatMessage({ id: `live.${state}` })}
        <span ref={useMomentText(sayAge)} />
      </span>
      {origin !== "live" && (
        <span className="wall-badge">{intl.formatMessage({ id: `origin.${origin}` })}</span>
      )}
    </div>
  );
}

function Clock({ timeZone }: { timeZone: string }) {
  const { locale } = useIntl();
  const sayTime = useCallback(
    ({ pictureMs }: WallMoment) => showClock(pictureMs, timeZone, locale),
    [timeZone, locale],
  );
  const zoneSinceMs = useOfMoment(({ pictureMs }) => pictureMs - (pictureMs % mostOftenMs));
  return (
    <div className="wall-clock">
      <time ref={useMomentText(sayTime)} />
      <span>{showZone(zoneSinceMs, timeZone)}</span>
    </div>
  );
}
