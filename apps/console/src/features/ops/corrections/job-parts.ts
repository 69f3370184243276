import type { QueuedJob, QueueStatement } from "@aidc/contract";
import { mostQueuedJobs } from "@aidc/contract";
import { offsetMsAt } from "@aidc/domain";

/** A request of somebody who is signed in may have 64 KiB; the rest is for what stands around the jobs. */
const partBytes = 60_000;

/** Jobs as statements that fit into one request each. */
export function partsOf(jobs: readonly QueuedJob[], knownAt: string): QueueStatement[] {
  const encoder = new TextEncoder();
  const parts: QueuedJob[][] = [];
  let bytes = 0;
  for (const job of jobs) {
    const own = encoder.encode(JSON.stringify(job)).length + 1;
    const part = parts.at(-1);
    if (part && bytes + own <= partBytes && part.length < mostQueuedJobs) {
      part.push(job);
      bytes += own;
    } else {
      parts.push([job]);
      bytes = own;
    }
  }
  return parts.map((part) => ({ knownAt, jobs: part }));
}

/** `+08:00`: how far a clock of the zone is ahead of UTC. */
export function offsetText(atMs: number, timeZone: string): string {
  const minutes = Math.round(offsetMsAt(atMs, timeZone) / 60_000);
  const two = (value: number) => String(value).padStart(2, "0");
  const ahead = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
}
