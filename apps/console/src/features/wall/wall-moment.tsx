import type { ReactNode } from "react";
import { createContext, useContext } from "react";
import type { LiveState } from "../../live/live-state.ts";

/** What an age is counted by, and whether the picture lives. */
export interface WallMoment {
  readonly state: LiveState;
  /** The center's clock: a replay's recorded time, else server time. Epoch ms. */
  readonly pictureMs: number;
  readonly ageMs: number | null;
}

const MomentContext = createContext<WallMoment>({ state: "connecting", pictureMs: 0, ageMs: null });
/** Apart from the moment, which is another one every second: a block is drawn again when this changes. */
const StaleContext = createContext(false);
const OfflineContext = createContext(false);

/** @param moment the same object while nothing of it changes */
export function WallMomentProvider({ moment, children }: { moment: WallMoment; children: ReactNode }) {
  return (
    <MomentContext value={moment}>
      <OfflineContext value={moment.state === "offline"}>
        <StaleContext value={moment.state === "stale" || moment.state === "offline"}>{children}</StaleContext>
      </OfflineContext>
    </MomentContext>
  );
}

export function useWallMoment(): WallMoment {
  return useContext(MomentContext);
}

/** Whether nothing comes any more: what was judged may have changed since. */
export function useIsOffline(): boolean {
  return useContext(OfflineContext);
}

/** Whether the picture as a whole is old. */
export function useIsStale(): boolean {
  return useContext(StaleContext);
}
