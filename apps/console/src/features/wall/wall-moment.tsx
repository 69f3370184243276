import { createContext, useContext } from "react";
import type { LiveState } from "../../live/live-state.ts";

/** What every block needs to judge its own age: the picture's time and whether the picture as a whole is old. */
export interface WallMoment {
  readonly state: LiveState;
  readonly isStale: boolean;
  /** The center's clock: a replay's recorded time, else server time. Epoch ms. */
  readonly pictureMs: number;
  readonly ageMs: number | null;
}

export const WallMomentContext = createContext<WallMoment>({
  state: "connecting",
  isStale: false,
  pictureMs: 0,
  ageMs: null,
});

export function useWallMoment(): WallMoment {
  return useContext(WallMomentContext);
}
