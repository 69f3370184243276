import type { ReportPeriod } from "@aidc/domain";
import { isQueueTellable, localMonthsOver } from "@aidc/domain";
import type { CenterView } from "../center-directory.ts";
import type { Services } from "../services.ts";

type Store = Services["queuedJobs"];

/** What is being recorded has been kept by then, far beyond the time limit of any statement. */
const settledAfterMs = 60_000;
const mostKept = 100;

/** By what was recorded by an instant an answer stays what it is: it is kept, so that a page of jobs does not count all. */
const kept = new WeakMap<Store, Map<string, Promise<boolean>>>();

/** Whether the figure of the period is told, or one tenant could be read off it. */
export function isPeriodTold(
  { queuedJobs, clock }: Pick<Services, "queuedJobs" | "clock">,
  { document: { center, tenants } }: Pick<CenterView, "document">,
  { window }: ReportPeriod,
  recordedByMs: number,
): Promise<boolean> {
  const asked = {
    centerId: center.id,
    months: localMonthsOver(window, center.timeZone),
    tenants: tenants.map(({ id }) => id),
    recordedByMs,
  };
  const read = async () => isQueueTellable(await queuedJobs.readOwners(asked));
  if (recordedByMs > clock() - settledAfterMs) return read();
  const answers = kept.get(queuedJobs) ?? new Map<string, Promise<boolean>>();
  kept.set(queuedJobs, answers);
  const key = JSON.stringify(asked);
  const known = answers.get(key);
  if (known) return known;
  const [oldest] = answers.keys();
  if (answers.size >= mostKept && oldest !== undefined) answers.delete(oldest);
  const answer = read();
  answers.set(key, answer);
  answer.catch(() => answers.delete(key));
  return answer;
}
