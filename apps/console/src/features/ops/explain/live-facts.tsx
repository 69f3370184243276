import type { LiveValue } from "@aidc/contract";
import { pictureTimeMs } from "../../../live/live-state.ts";
import { useWallState } from "../../../live/use-live-topic.ts";
import { useServerNowMs } from "../../../live/use-server-now.ts";
import { LiveFacts } from "../../../ui/origin/live-facts.tsx";
import { useOpsCenter } from "../ops-center.tsx";

/** A number of the center's picture, by the center's clock. */
export function DeskLiveFacts({ value, unit }: { value: LiveValue; unit: string }) {
  const { id, timeZone } = useOpsCenter();
  const wall = useWallState(id).value;
  const nowMs = useServerNowMs();
  const clockMs = wall ? pictureTimeMs(wall, nowMs) : nowMs;
  return <LiveFacts value={value} unit={unit} clockMs={clockMs} timeZone={timeZone} />;
}
