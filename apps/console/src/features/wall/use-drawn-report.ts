import type { WallState } from "@aidc/contract";
import { topics } from "@aidc/contract";
import type { RefObject } from "react";
import { useEffect, useRef } from "react";
import { z } from "zod";
import { digestText } from "../../live/digest-text.ts";
import { useLive } from "../../live/live-provider.tsx";
import type { RackBoard } from "../../live/rack-board.ts";
import type { TopicView } from "../../live/topic-screen.ts";

const reportEveryMs = 10_000;
const measureAtMostMs = 1_000;
/** Chromium only, and not in the standard library's types. */
const memorySchema = z.object({ memory: z.object({ usedJSHeapSize: z.number().int().nonnegative() }) });

interface Shown {
  readonly centerId: string;
  readonly build: string;
  /** As they were drawn last. */
  readonly wall: TopicView<WallState>;
  readonly board: TopicView<RackBoard>;
}

/** What a wall says about itself every ten seconds: that it draws, how smoothly, and what is on the screen. */
export function useDrawnReport(picture: RefObject<HTMLElement | null>, shown: Shown): void {
  const live = useLive();
  const latest = useRef(shown);
  latest.current = shown;
  useEffect(() => {
    let stopped = false;
    const report = (framesPerSecond: number) => {
      const { centerId, build, wall, board } = latest.current;
      if (stopped || build === "") return;
      const topic = topics.wall(centerId);
      const boardSeq = seqOf(board, live.boards.view(topics.racks(centerId)));
      const digest = digestText(`${picture.current?.textContent ?? ""}|${boardSeq}`);
      const memory = memorySchema.safeParse(performance);
      const heap = memory.success ? { heapBytes: memory.data.memory.usedJSHeapSize } : {};
      const seq = seqOf(wall, live.walls.view(topic));
      live.reportDrawn({ topic, seq, build, framesPerSecond, digest, ...heap });
    };
    const atNextDrawing = (work: () => void) => {
      const leave = live.join(() => {
        leave();
        if (!stopped) work();
      });
    };
    // With what is drawn anyway, so that half of what is measured costs no frame of its own; and the reading of the
    // screen with the drawing after that, so that no second has both to carry.
    const timer = setInterval(
      () => atNextDrawing(() => void measureFrames().then((rate) => atNextDrawing(() => report(rate)))),
      reportEveryMs,
    );
    return () => {
      stopped = true;
      clearInterval(timer);
    };
  }, [live, picture]);
}

/** What changed nothing was not drawn, and is shown all the same. */
function seqOf(drawn: TopicView<unknown>, newest: TopicView<unknown>): number {
  return newest.value === drawn.value ? newest.seq : drawn.seq;
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
