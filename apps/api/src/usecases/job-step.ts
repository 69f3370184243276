import type { JobKind } from "@aidc/store";
import { databaseFault } from "./database-faults.ts";
import type { Services } from "./services.ts";

/** Why what a job was to do is given up, where no try has said so itself. */
export const lost = "The server ended while it was being done, at every try.";

/** Sees that the queue has a job. One that is over without having said so has died each time. */
export async function stepOf(
  { jobs }: Pick<Services, "jobs">,
  kind: JobKind,
  { centerId, jobId }: { readonly centerId: string; readonly jobId: string },
): Promise<"sent" | "lost" | "underway"> {
  const { state } = await jobs.standing(kind, jobId);
  if (state === "failed") return "lost";
  if (state !== "gone") return "underway";
  await jobs.send(kind, { id: jobId, centerId });
  return "sent";
}

/** An outage of the database is no news: it is told elsewhere, and what is due stays due. */
export async function unlessAway<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (databaseFault(error) === "away") return undefined;
    throw error;
  }
}
