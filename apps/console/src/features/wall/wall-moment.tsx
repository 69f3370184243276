import type { ReactNode, RefCallback } from "react";
import {
  createContext,
  useCallback,
  useContext,
  useLayoutEffect,
  useState,
  useSyncExternalStore,
} from "react";
import type { LiveState } from "../../live/live-state.ts";

/** What an age is counted by, and whether the picture lives. */
export interface WallMoment {
  readonly state: LiveState;
  /** The center's clock: a replay's recorded time, else server time. Epoch ms. */
  readonly pictureMs: number;
  readonly ageMs: number | null;
}

/** The moment is another one every second, so it is watched and not handed down: nobody is drawn for it alone. */
interface MomentRoom {
  now(): WallMoment;
  watch(listener: () => void): () => void;
  set(moment: WallMoment): void;
}

const RoomContext = createContext(createRoom({ state: "connecting", pictureMs: 0, ageMs: null }));
/** Apart from the moment: a block is drawn again when this changes. */
const StaleContext = createContext(false);
const OfflineContext = createContext(false);

/** @param moment the same object while nothing of it changes */
export function WallMomentProvider({ moment, children }: { moment: WallMoment; children: ReactNode }) {
  const [room] = useState(() => createRoom(moment));
  useLayoutEffect(() => room.set(moment), [room, moment]);
  return (
    <RoomContext value={room}>
      <OfflineContext value={moment.state === "offline"}>
        <StaleContext value={moment.state === "stale" || moment.state === "offline"}>{children}</StaleContext>
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

function createRoom(first: WallMoment): MomentRoom {
  const listeners = new Set<() => void>();
  let moment = first;
  return {
    now: () => moment,
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    set(next) {
      if (next === moment) return;
      moment = next;
      for (const listener of listeners) listener();
    },
  };
}
