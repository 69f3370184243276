import { topics } from "@aidc/contract";
import { useEffect, useState } from "react";
import type { LiveConnection } from "../../live/live-connection.ts";
import { useLive } from "../../live/live-provider.tsx";
import { judgeLiveness, pictureTimeMs } from "../../live/live-state.ts";
import { watchSeconds } from "../../live/use-server-now.ts";
import type { MomentRoom, WallMoment } from "./wall-moment.tsx";
import { createMomentRoom } from "./wall-moment.tsx";

/**
 * The moment of a live wall. It is renewed with the pictures themselves and not by what is drawn from them: else all
 * that shows an age would be drawn twice a tick, once against the moment before.
 */
export function useLiveMoments(centerId: string): MomentRoom {
  const live = useLive();
  const [room] = useState(() => createMomentRoom(momentOf(live, centerId, live.clock.nowMs())));
  useEffect(() => {
    let secondMs = room.now().nowMs;
    const renew = () => room.set(momentOf(live, centerId, secondMs));
    const ends = [
      live.walls.watch(topics.wall(centerId), renew),
      live.link.watch(renew),
      watchSeconds(live, (nowMs) => {
        secondMs = nowMs;
        renew();
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [live, centerId, room]);
  return room;
}

function momentOf({ walls, link }: LiveConnection, centerId: string, nowMs: number): WallMoment {
  const wall = walls.view(topics.wall(centerId)).value;
  const { state, ageMs } = judgeLiveness(link.facts().state, wall, nowMs);
  return { state, ageMs, nowMs, pictureMs: wall ? pictureTimeMs(wall, nowMs) : nowMs };
}
