import { useEffect } from "react";
import { useDeskKeysSwitch } from "../desk-keys.tsx";
import type { SceneOfReplay } from "./read-replay-key.ts";
import { readReplayKey } from "./read-replay-key.ts";
import type { useReplay } from "./use-replay.ts";

/** Keys of the replay, wherever on its page; what has keys of its own keeps them. */
export function useReplayKeys(
  { goTo, play, pause, isPlaying }: ReturnType<typeof useReplay>,
  setScene: (scene: SceneOfReplay) => void,
  { atMs, nowMs }: { readonly atMs: number; readonly nowMs: number },
): void {
  const { isOn } = useDeskKeysSwitch();
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (!isOn || event.defaultPrevented || hasOwnKeys(event)) return;
      const deed = readReplayKey(event, { atMs, nowMs });
      if (!deed) return;
      event.preventDefault();
      if (deed.kind === "go") goTo(deed.toMs);
      else if (deed.kind === "scene") setScene(deed.scene);
      else if (isPlaying) pause();
      else play();
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, [isOn, goTo, play, pause, isPlaying, setScene, atMs, nowMs]);
}

/** Fields, and the space bar on what it presses; an open sheet is in front of all. */
function hasOwnKeys({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (document.querySelector("dialog[open], [role='dialog']")) return true;
  return (
    target.closest("input, select, textarea") !== null ||
    (key === " " && target.closest("button, a") !== null)
  );
}
