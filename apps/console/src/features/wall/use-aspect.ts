import { useSyncExternalStore } from "react";

/** Width over height of the screen that the page fills. */
export function useAspect(): number {
  return useSyncExternalStore(watchSize, () => window.innerWidth / Math.max(1, window.innerHeight));
}

function watchSize(listener: () => void): () => void {
  window.addEventListener("resize", listener);
  return () => window.removeEventListener("resize", listener);
}
