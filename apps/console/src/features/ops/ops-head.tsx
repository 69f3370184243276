import { useIntl } from "react-intl";
import type { LiveState } from "../../live/live-state.ts";
import { judgeLiveness, pictureTimeMs } from "../../live/live-state.ts";
import { useLink, useWallState } from "../../live/use-live-topic.ts";
import { useServerNowMs } from "../../live/use-server-now.ts";
import { DoorHead } from "../../ui/door-head.tsx";
import type { Mark } from "../../ui/state-mark.tsx";
import { useOpsCenter } from "./ops-center.tsx";
import { SoundSwitch } from "./sound/sound-switch.tsx";
import { WallLink } from "./wall-link.tsx";

const marks: Readonly<Record<LiveState, Mark>> = {
  connecting: "unknown",
  none: "unknown",
  live: "normal",
  stale: "warning",
  offline: "critical",
  outdated: "info",
};

/** State, age and clock of the center, on every page of the desk. */
export function OpsHead() {
  const intl = useIntl();
  const center = useOpsCenter();
  const link = useLink();
  const wall = useWallState(center.id).value;
  const nowMs = useServerNowMs();
  const { state, ageMs } = judgeLiveness(link.state, wall, nowMs);
  return (
    <DoorHead
      mark={marks[state]}
      state={intl.formatMessage({ id: `live.${state}` })}
      ageMs={ageMs}
      center={center}
      isStorageAway={link.storageAway || wall?.storage === "away"}
      clockMs={wall ? pictureTimeMs(wall, nowMs) : nowMs}
      className="-mx-4 mb-5 px-4 md:-mx-7 md:px-7"
    >
      <SoundSwitch key={center.id} />
      <WallLink centerId={center.id} />
    </DoorHead>
  );
}
