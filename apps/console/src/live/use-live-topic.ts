import type { AlarmBoard, RackState, TenantState, WallState } from "@aidc/contract";
import { topics } from "@aidc/contract";
import { useCallback, useSyncExternalStore } from "react";
import type { LinkFacts } from "./link-watch.ts";
import { useLive } from "./live-provider.tsx";
import type { RackBoard } from "./rack-board.ts";
import type { TopicRoom } from "./topic-room.ts";
import type { TopicView } from "./topic-screen.ts";

function useTopic<Value>(room: TopicRoom<Value>, topic: string): TopicView<Value> {
  const watch = useCallback((listener: () => void) => room.watch(topic, listener), [room, topic]);
  return useSyncExternalStore(watch, () => room.view(topic));
}

export function useWallState(centerId: string): TopicView<WallState> {
  return useTopic(useLive().walls, topics.wall(centerId));
}

export function useRackBoard(centerId: string): TopicView<RackBoard> {
  return useTopic(useLive().boards, topics.racks(centerId));
}

export function useRackState(centerId: string, rackId: string): TopicView<RackState> {
  return useTopic(useLive().racks, topics.rack(centerId, rackId));
}

export function useTenantState(centerId: string, tenantId: string): TopicView<TenantState> {
  return useTopic(useLive().tenants, topics.tenant(centerId, tenantId));
}

export function useAlarmTopic(centerId: string): TopicView<AlarmBoard> {
  return useTopic(useLive().alarms, topics.alarms(centerId));
}

export function useLink(): LinkFacts {
  const { link } = useLive();
  return useSyncExternalStore(link.watch, link.facts);
}
