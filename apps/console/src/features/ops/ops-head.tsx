import { useIntl } from "react-intl";
import type { LiveState } from "../../live/live-state.ts";
import { judgeLiveness, pictureTimeMs } from "../../live/live-state.ts";
import { useLink, useWallState } from "../../live/use-live-topic.ts";
import { useServerNowMs } from "../../live/use-server-now.ts";
import { showMoment, showZone } from "../../ui/format/time.ts";
import type { Mark } from "../../ui/state-mark.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { useWords } from "../../ui/use-words.ts";
import { useOpsCenter } from "./ops-center.tsx";
import { WallLink } from "./wall-link.tsx";

const marks: Readonly<Record<LiveState, Mark>> = {
  connecting: "unknown",
  live: "normal",
  stale: "warning",
  offline: "critical",
  outdated: "info",
};

/** State, age and clock of the center, on every page of the desk. */
export function OpsHead() {
  const intl = useIntl();
  const words = useWords();
  const center = useOpsCenter();
  const link = useLink();
  const wall = useWallState(center.id).value;
  const nowMs = useServerNowMs();
  const { state, ageMs } = judgeLiveness(link.state, wall, nowMs);
  const pictureMs = wall ? pictureTimeMs(wall, nowMs) : nowMs;
  const isAway = link.storageAway || wall?.storage === "away";
  return (
    <header className="sticky top-0 z-10 -mx-4 mb-5 flex min-h-13 flex-wrap items-center gap-x-4 gap-y-1 border-b border-rule bg-ground px-4 text-sm md:-mx-7 md:px-7">
      <span className="inline-flex items-center gap-1.5" role="status">
        <StateMark mark={marks[state]} className="size-2.5" />
        {intl.formatMessage({ id: `live.${state}` })}
        {ageMs !== null && <span className="num text-faint">{words.age(ageMs)}</span>}
      </span>
      {center.origin !== "live" && (
        <span className="rounded border border-info px-1.5">
          {intl.formatMessage({ id: `origin.${center.origin}` })}
        </span>
      )}
      {isAway && (
        <span className="inline-flex items-center gap-1.5" role="alert">
          <StateMark mark="warning" className="size-2.5" />
          {intl.formatMessage({ id: "wall.storage" })}
        </span>
      )}
      <span className="num ml-auto text-faint">
        {`${showMoment(pictureMs, center.timeZone, words.language)} ${showZone(pictureMs, center.timeZone)}`}
      </span>
      <WallLink centerId={center.id} />
    </header>
  );
}
