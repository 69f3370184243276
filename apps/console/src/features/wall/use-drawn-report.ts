import type { RefObject } from "react";
import { useEffect, useRef } from "react";
import { z } from "zod";
import { digestText } from "../../live/digest-text.ts";
import { useLive } from "../../live/live-provider.tsx";

const reportEveryMs = 10_000;
const measureAtMostMs = 1_000;
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
    const report = async () => {
      const framesPerSecond = await measureFrames();
      const { topic, seq, build, boardSeq } = latest.current;
      if (stopped || build === "") return;
      const digest = digestText(`${picture.current?.textContent ?? ""}|${boardSeq}`);
      const memory = memorySchema.safeParse(performance);
      const heap = memory.success ? { heapBytes: memory.data.memory.usedJSHeapSize } : {};
      live.reportDrawn({ topic, seq, build, framesPerSecond, digest, ...heap });
    };
    // With what is drawn anyway, so that half of what is measured costs no frame of its own.
    const timer = setInterval(() => {
      const leave = live.join(() => {
        leave();
        void report();
      });
    }, reportEveryMs);
    return () => {
      stopped = true;
      clearInterval(timer);
    };
  }, [live, picture]);
}

/**
 * From one frame that the browser really drew to the next. A hidden or hung page draws none within a second, and says so.
 * @returns frames per second
 */
function measureFrames(): Promise<number> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => resolve(0), measureAtMostMs);
    requestAnimationFrame((startedMs) =>
      requestAnimationFrame((endedMs) => {
        clearTimeout(limit);
        resolve(Math.round(1_000 / Math.max(1, endedMs - startedMs)));
      }),
    );
  });
}
