import type { AlarmBoard } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../../api/queries.ts";
import { useAlarmTopic, useLink } from "../../../live/use-live-topic.ts";
import { useOpsCenter } from "../ops-center.tsx";

const askEveryMs = 10_000;

/** The board over the live link; while that is away it is asked for, and `isOld` says whether that fails too. */
export function useAlarmBoard(): {
  readonly board: AlarmBoard | null;
  readonly isOld: boolean;
  readonly error: Error | null;
} {
  const { id: center } = useOpsCenter();
  const live = useAlarmTopic(center);
  const isLive = useLink().state === "connected" && live.value !== null;
  const asked = useQuery({
    ...api.alarms.board.queryOptions({ input: { center } }),
    enabled: !isLive,
    refetchInterval: askEveryMs,
  });
  if (isLive) return { board: live.value, isOld: false, error: null };
  return { board: asked.data ?? live.value, isOld: asked.isError, error: asked.error };
}
