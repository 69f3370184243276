import { keepPreviousData, skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import { api } from "../../../api/queries.ts";
import { useOpsCenter } from "../ops-center.tsx";
import type { Speed } from "./replay-clock.ts";
import { nextInstant, readInstant, toStep } from "./replay-clock.ts";

const route = getRouteApi("/ops/replay");
/** Where a replay begins that nobody gave an instant. */
const backMs = 15 * 60_000;
const tickMs = 1_000;

/**
 * The instant, its picture, and the hand on the clock. The address has the instant whenever the replay stands.
 * @param nowMs on the center's clock; null while it is not known
 */
export function useReplay(nowMs: number | null) {
  const { id: center } = useOpsCenter();
  const { at, speed = "x10" } = route.useSearch();
  const navigate = route.useNavigate();
  const [playingMs, setPlaying] = useState<number | null>(null);
  const addressMs = nowMs === null ? null : (readInstant(at, nowMs) ?? nowMs - backMs);
  const wantedMs = playingMs ?? addressMs;
  const atMs = wantedMs === null ? null : toStep(wantedMs);
  const picture = useQuery(pictureOptions(center, atMs));
  useNextPicture(center, playingMs, speed, nowMs);
  const goTo = useCallback(
    (toMs: number) => {
      setPlaying(null);
      void navigate({ search: (b) => ({ ...b, at: new Date(toStep(toMs)).toISOString() }), replace: true });
    },
    [navigate],
  );
  const isWaiting = picture.isFetching;
  useEffect(() => {
    if (playingMs === null || nowMs === null || isWaiting) return undefined;
    const timer = setTimeout(() => {
      const next = nextInstant(playingMs, speed, nowMs);
      // Nothing is skipped: the clock waits for the picture.
      if (next === null) goTo(playingMs);
      else setPlaying(next);
    }, tickMs);
    return () => clearTimeout(timer);
  }, [playingMs, speed, nowMs, isWaiting, goTo]);
  return {
    atMs,
    speed,
    picture,
    goTo,
    isPlaying: playingMs !== null,
    play: () => setPlaying(wantedMs),
    pause: () => wantedMs !== null && goTo(wantedMs),
    setSpeed: (value: Speed) => void navigate({ search: (b) => ({ ...b, speed: value }), replace: true }),
  };
}

function pictureOptions(center: string, atMs: number | null) {
  const at = atMs === null ? null : new Date(atMs).toISOString();
  return {
    ...api.desk.wallAt.queryOptions({ input: at === null ? skipToken : { center, at } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 120_000,
    placeholderData: keepPreviousData,
  };
}

/** Asked for ahead, so that a replay runs smoothly at the speed of the server. */
function useNextPicture(center: string, playingMs: number | null, speed: Speed, nowMs: number | null): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (playingMs === null || nowMs === null) return;
    const next = nextInstant(playingMs, speed, nowMs);
    if (next === null) return;
    const at = new Date(toStep(next)).toISOString();
    void queries.prefetchQuery({
      ...api.desk.wallAt.queryOptions({ input: { center, at } }),
      staleTime: Number.POSITIVE_INFINITY,
    });
  }, [queries, center, playingMs, speed, nowMs]);
}
