import { useIntl } from "react-intl";
import { useLink } from "../../live/use-live-topic.ts";
import { showMoment, showZone } from "../../ui/format/time.ts";
import type { Mark } from "../../ui/state-mark.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { useWords } from "../../ui/use-words.ts";
import type { PictureState } from "./judge-picture.ts";
import { useMyTenant } from "./my-tenant.tsx";
import { usePicture } from "./use-picture.ts";

const marks: Readonly<Record<PictureState, Mark>> = {
  connecting: "unknown",
  unmeasured: "unknown",
  live: "normal",
  stale: "warning",
  offline: "critical",
  outdated: "info",
};

/** State, age and clock on every page of the tenant's door. */
export function MyHead() {
  const intl = useIntl();
  const words = useWords();
  const { center } = useMyTenant().state;
  const { state, ageMs, clockMs } = usePicture();
  const isAway = useLink().storageAway;
  return (
    <header className="sticky top-0 z-10 -mx-4 mb-6 flex min-h-13 flex-wrap items-center gap-x-4 gap-y-1 border-b border-rule bg-ground px-4 text-sm md:-mx-8 md:px-8">
      <span className="inline-flex items-center gap-1.5" role="status">
        <StateMark mark={marks[state]} className="size-2.5" />
        {intl.formatMessage({ id: state === "unmeasured" ? "freshness.none" : `live.${state}` })}
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
        {`${showMoment(clockMs, center.timeZone, words.language)} ${showZone(clockMs, center.timeZone)}`}
      </span>
    </header>
  );
}
