import type { RefObject } from "react";
import { useEffect, useRef } from "react";
import { z } from "zod";
import { digestText } from "../../live/digest-text.ts";
import { useLive } from "../../live/live-provider.tsx";

const reportEveryMs = 10_000;
const measureForMs = 1_000;
/** Chromium only, and not in the standard library's types. */
const memorySchema = z.object({ memory: z.object({ usedJSHeapSize: z.number().int().nonnegative() }) });

/** What a wall says about itself every ten seconds: that it draws, how smoothly, and what is on the screen. */
export function useDrawnReport(
  picture: RefObject<HTMLElement | null>,
  shown: { readonly topic: string; readonly seq: number; readonly build: string; readonly boardSeq: number },
): void {
  const live = useLive();
  const latest = useRef(shown);
  latest.current = shown;
  useEffect(() => {
    let stopped = false;
    const timer = setInterval(async () => {
      const framesPerSecond = await countFrames(measureForMs);
      const { topic, seq, build, boardSeq } = latest.current;
      if (stopped || build === "") return;
      const digest = digestText(`${picture.current?.textContent ?? ""}|${boardSeq}`);
      const memory = memorySchema.safeParse(performance);
      const heap = memory.success ? { heapBytes: memory.data.memory.usedJSHeapSize } : {};
      live.reportDrawn({ topic, seq, build, framesPerSecond, digest, ...heap });
    }, reportEveryMs);
    return () => {
      stopped = true;
      clearInterval(timer);
    };
  }, [live, picture]);
}

/** Frames the browser really drew in a while. @returns frames per second */
function countFrames(forMs: number): Promise<number> {
  return new Promise((resolve) => {
    const startedMs = performance.now();
    let frames = 0;
    const count = (nowMs: number) => {
      frames++;
      if (nowMs - startedMs < forMs) requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    // A hidden or hung page draws nothing, and says so.
    setTimeout(() => resolve(Math.round((frames * 1_000) / forMs)), forMs);
  });
}
