import type { ReactNode, RefCallback } from "react";
import { createContext, useCallback, useContext, useSyncExternalStore } from "react";
import type { LiveState } from "../../live/live-state.ts";

/** What an age is counted by, and whether the picture lives. */
export interface WallMoment {
  readonly state: LiveState;
  /** The center's clock: a replay's recorded time, else server time. Epoch ms. */
  readonly pictureMs: number;
  readonly ageMs: number | null;
  /** Server time. Epoch ms. */
  readonly nowMs: number;
}

/** The moment is another one every second, so it is watched and not handed down: nobody is drawn for it alone. */
export interface MomentRoom {
  now(): WallMoment;
  watch(listener: () => void): () => void;
  /** Another object with the same in it is the same moment. */
  set(moment: WallMoment): void;
}

const RoomContext = createContext(
  createMomentRoom({ state: "connecting", pictureMs: 0, ageMs: null, nowMs: 0 }),
);
/** Apart from the moment: a block is drawn again when this changes. */
const StaleContext = createContext(false);
const OfflineContext = createContext(false);

export function WallMomentProvider({ room, children }: { room: MomentRoom; children: ReactNode }) {
  const state = useSyncExternalStore(room.watch, () => room.now().state);
  return (
    <RoomContext value={room}>
      <OfflineContext value={state === "offline"}>
        <StaleContext value={state === "stale" || state === "offline"}>{children}</StaleContext>
      </OfflineContext>
    </RoomContext>
  );
}

/** @param choose what is shown of a moment; who asks is drawn again when this becomes another value, and only then */
export function useOfMoment<Value extends string | number | null>(
  choose: (moment: WallMoment) => Value,
): Value {
  const room = useContext(RoomContext);
  return useSyncExternalStore(room.watch, () => choose(room.now()));
}

/**
 * For what changes every second: the text is written past React, which would draw for it.
 * @param say stays the same function while it says the same
 * @returns the ref of an element that has no other content
 */
export function useMomentText<E extends Element>(say: (moment: WallMoment) => string): RefCallback<E> {
  const room = useContext(RoomContext);
  return useCallback(
    (element: E | null) => {
      if (!element) return undefined;
      const text = document.createTextNode(say(room.now()));
      element.replaceChildren(text);
      return room.watch(() => {
        const next = say(room.now());
        if (text.data !== next) text.data = next;
      });
    },
    [room, say],
  );
}

/** Whether nothing comes any more: what was judged may have changed since. */
export function useIsOffline(): boolean {
  return useContext(OfflineContext);
}

/** Whether the picture as a whole is old. */
export function useIsStale(): boolean {
  return useContext(StaleContext);
}

export function createMomentRoom(first: WallMoment): MomentRoom {
  const listeners = new Set<() => void>();
  let moment = first;
  return {
    now: () => moment,
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    set(next) {
      if (isSame(moment, next)) return;
      moment = next;
      for (const listener of listeners) listener();
    },
  };
}

function isSame(a: WallMoment, b: WallMoment): boolean {
  return a.state === b.state && a.pictureMs === b.pictureMs && a.ageMs === b.ageMs && a.nowMs === b.nowMs;
}
