import type { RefObject } from "react";
import { useEffect } from "react";

const shiftEveryMs = 180_000;
/** A slow walk of at most 2 px around the middle: enough against burn-in, too little to be seen. */
const places = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
] as const;

/** Moves the picture by a pixel every three minutes. */
export function usePixelShift(picture: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let step = 0;
    const timer = setInterval(() => {
      step = (step + 1) % places.length;
      const [x, y] = places[step] ?? [0, 0];
      if (picture.current) picture.current.style.translate = `${x}px ${y}px`;
    }, shiftEveryMs);
    return () => clearInterval(timer);
  }, [picture]);
}

/** Keeps the screen on. The lock is lost whenever the page is hidden, so it is asked for again. */
export function useWakeLock(): void {
  useEffect(() => {
    if (!("wakeLock" in navigator)) return undefined;
    let lock: WakeLockSentinel | null = null;
    const ask = async () => {
      if (document.visibilityState !== "visible" || (lock && !lock.released)) return;
      try {
        lock = await navigator.wakeLock.request("screen");
      } catch {
        // Refused on battery or by policy: the wall works all the same.
      }
    };
    void ask();
    document.addEventListener("visibilitychange", ask);
    return () => {
      document.removeEventListener("visibilitychange", ask);
      void lock?.release();
    };
  }, []);
}
