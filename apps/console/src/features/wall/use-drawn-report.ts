import type { RefObject } from "react";
import { useEffect, useRef } from "react";
import { z } from "zod";
import { digestText } from "../../live/digest-text.ts";
import { useLive } from "../../live/live-provider.tsx";

const reportEveryMs = 10_000;
/** Each is a frame that nobody needs, as dear as a small tick: two tell a smooth wall from one that hangs. */
const measuredFrames = 2;
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
    const timer = setInterval(async () => {
      const framesPerSecond = await countFrames(measuredFrames);
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

/**
 * Frames the browser really drew. A hidden or hung page draws none within a second, and says so.
 * @returns frames per second
 */
function countFrames(wanted: number): Promise<number> {
  return new Promise((resolve) => {
    let startedMs = performance.now();
    let frames = -1;
    const finish = () => {
      clearTimeout(limit);
      resolve(Math.round((Math.max(0, frames) * 1_000) / Math.max(1, performance.now() - startedMs)));
    };
    const limit = setTimeout(finish, measureAtMostMs);
    const count = () => {
      frames++;
      // The first only says where counting begins: it may have been asked for in the middle of one.
      if (frames === 0) startedMs = performance.now();
      if (frames < wanted) requestAnimationFrame(count);
      else finish();
    };
    requestAnimationFrame(count);
  });
}
