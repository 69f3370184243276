import { eventually } from "@aidc/testkit";
import type { CDPSession } from "playwright-core";
import { z } from "zod";

/** What the worker of the live connection keeps: the page's own figures do not contain it. */
export interface WorkerHeap {
  /** After collections of garbage. @throws when the page has no worker, or it does not answer */
  kilobytes(): Promise<number>;
  /** When that worker ended: a page that stands keeps its own. */
  readonly ends: readonly string[];
  /** How many workers of any kind the page has now. */
  count(): number;
}

const answerSchema = z.object({ id: z.number(), result: z.unknown() });
const usageSchema = z.object({ usedSize: z.number() });
const silentMs = 60_000;
/** Racks are painted by workers too, which come and go with the scenes. */
const workerName = "/live.worker";

/** To be opened before the page is: workers that run already are not told of. */
export async function watchWorkerHeap(cdp: CDPSession): Promise<WorkerHeap> {
  let sessionId: string | null = null;
  let lastId = 0;
  const ends: string[] = [];
  const running = new Set<string>();
  const waiting = new Map<number, (result: unknown) => void>();
  cdp.on("Target.attachedToTarget", (attached) => {
    running.add(attached.sessionId);
    if (attached.targetInfo.url.includes(workerName)) sessionId = attached.sessionId;
  });
  cdp.on("Target.detachedFromTarget", (detached) => {
    running.delete(detached.sessionId);
    if (detached.sessionId !== sessionId) return;
    sessionId = null;
    ends.push(new Date().toISOString());
  });
  cdp.on("Target.receivedMessageFromTarget", ({ message }) => {
    const answer = answerSchema.safeParse(JSON.parse(message));
    if (answer.success) waiting.get(answer.data.id)?.(answer.data.result);
  });
  await cdp.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });

  /** One that ended is replaced soon. */
  const runningWorker = () =>
    eventually(
      () => {
        if (sessionId === null) throw new Error("the page has no worker");
        return sessionId;
      },
      { timeoutMs: silentMs },
    );

  async function ask(method: string): Promise<unknown> {
    const asked = await runningWorker();
    const id = ++lastId;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    waiting.set(id, resolve);
    const limit = setTimeout(() => reject(new Error(`the worker does not answer ${method}`)), silentMs);
    await cdp.send("Target.sendMessageToTarget", {
      sessionId: asked,
      message: JSON.stringify({ id, method }),
    });
    return promise.finally(() => {
      clearTimeout(limit);
      waiting.delete(id);
    });
  }

  return {
    ends,
    count: () => running.size,
    async kilobytes() {
      // Twice: what only a finaliser held is gone after the second.
      for (let time = 0; time < 2; time++) await ask("HeapProfiler.collectGarbage");
      const { usedSize } = usageSchema.parse(await ask("Runtime.getHeapUsage"));
      return Math.round(usedSize / 102.4) / 10;
    },
  };
}
