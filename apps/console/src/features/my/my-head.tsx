import { useIntl } from "react-intl";
import { useLink } from "../../live/use-live-topic.ts";
import { DoorHead } from "../../ui/door-head.tsx";
import type { Mark } from "../../ui/state-mark.tsx";
import type { PictureState } from "./judge-picture.ts";
import { useMyTenant } from "./my-tenant.tsx";
import { usePicture } from "./use-picture.ts";

const marks: Readonly<Record<PictureState, Mark>> = {
  connecting: "unknown",
  none: "unknown",
  unmeasured: "unknown",
  live: "normal",
  stale: "warning",
  offline: "critical",
  outdated: "info",
};

/** State, age and clock on every page of the tenant's door. */
export function MyHead() {
  const intl = useIntl();
  const { center } = useMyTenant().state;
  const { state, ageMs, clockMs } = usePicture();
  return (
    <DoorHead
      mark={marks[state]}
      state={intl.formatMessage({ id: state === "unmeasured" ? "freshness.none" : `live.${state}` })}
      ageMs={ageMs}
      center={center}
      isStorageAway={useLink().storageAway}
      clockMs={clockMs}
      className="-mx-4 mb-6 px-4 md:-mx-8 md:px-8"
    />
  );
}
