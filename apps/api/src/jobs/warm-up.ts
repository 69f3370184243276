import { monthNameAt, previousPeriod, reportPeriod } from "@aidc/domain";
import { previewReport } from "../usecases/reports/report-life.ts";
import type { Services } from "../usecases/services.ts";

interface WarmUp {
  readonly centers: readonly string[];
  readonly read: (centerId: string) => Promise<unknown>;
  readonly log: (message: string, facts: object) => void;
  readonly longestMs?: number;
}

/** Nobody waits longer for a server that starts, however many centers it has. */
const longestWaitMs = 3_000;

/**
 * Reads a report of each center before anybody asks for one: code that runs for the first time takes twice as long, and
 * whoever came first after a start waited for that. What cannot be read here is told to who asks for it.
 * @returns whether the server may be called ready; not when it is ending
 */
export async function warmUp(
  { centers, read, log, longestMs = longestWaitMs }: WarmUp,
  ending: AbortSignal,
): Promise<boolean> {
  const over = Promise.withResolvers<void>();
  const timer = setTimeout(over.resolve, longestMs);
  ending.addEventListener("abort", () => over.resolve());
  let isOver = false;
  const readAll = async () => {
    for (const center of centers) {
      if (isOver) return;
      await read(center).catch((error: unknown) => {
        if (!ending.aborted) log("the first report was not read ahead", { center, error: wordsOf(error) });
      });
    }
  };
  await Promise.race([readAll(), over.promise]);
  isOver = true;
  clearTimeout(timer);
  return !ending.aborted;
}

/** The last whole month, which is what most ask for. */
export async function readLastMonth(services: Services, center: string): Promise<unknown> {
  const { timeZone } = (await services.directory.get(center)).document.center;
  const month = reportPeriod(monthNameAt(services.clock(), timeZone), timeZone);
  return previewReport(services, { center, period: previousPeriod(month, timeZone).name });
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
