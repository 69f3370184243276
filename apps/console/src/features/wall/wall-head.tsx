import type { WallState } from "@aidc/contract";
import { useIntl } from "react-intl";
import type { LiveState } from "../../live/live-state.ts";
import { splitName } from "../../ui/center-name.ts";
import { showClock, showZone } from "../../ui/format/time.ts";
import type { Mark } from "../../ui/state-mark.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { useWords } from "../../ui/use-words.ts";
import { useWallMoment } from "./wall-moment.tsx";

const marks: Readonly<Record<LiveState, Mark>> = {
  connecting: "unknown",
  none: "unknown",
  live: "normal",
  stale: "warning",
  offline: "critical",
  outdated: "info",
};

/** Whose wall this is, whether it is alive, and what time it is there. */
export function WallHead({ center }: { center: WallState["center"] }) {
  return (
    <header className="wall-head">
      <WallName center={center} />
      <Pulse origin={center.origin} />
      <Clock timeZone={center.timeZone} />
    </header>
  );
}

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
  const { state, ageMs } = useWallMoment();
  const age = ageMs === null ? null : words.age(ageMs);
  return (
    <div className="wall-pulse" data-state={state} role="status">
      <StateMark mark={marks[state]} />
      <span>
        {intl.formatMessage({ id: `live.${state}` })}
        {age && ` · ${age}`}
      </span>
      {origin !== "live" && (
        <span className="wall-badge">{intl.formatMessage({ id: `origin.${origin}` })}</span>
      )}
    </div>
  );
}

function Clock({ timeZone }: { timeZone: string }) {
  const intl = useIntl();
  const { pictureMs } = useWallMoment();
  return (
    <div className="wall-clock">
      <time dateTime={new Date(pictureMs).toISOString()}>{showClock(pictureMs, timeZone, intl.locale)}</time>
      <span>{showZone(pictureMs, timeZone)}</span>
    </div>
  );
}
