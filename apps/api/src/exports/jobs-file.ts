import type { QueueWaitJob } from "@aidc/contract";
import { toCsv } from "./csv.ts";
import type { CellKind, Column, Table } from "./table.ts";

const column = (name: string, kind: CellKind, unit: string | null = null): Column => ({ name, kind, unit });

const columns: readonly Column[] = [
  column("job", "text"),
  column("account", "text"),
  column("eligible", "text", "UTC"),
  column("start", "text", "UTC"),
  column("end", "text", "UTC"),
  column("kind", "text"),
  column("wait_h", "measured", "h"),
  column("state", "text"),
  column("accelerators", "count"),
  column("known_at", "text", "UTC"),
];

/** Jobs of a queue as CSV; a wait is told to the millisecond and an account that is not told is empty. */
export function jobsFile(jobs: readonly QueueWaitJob[], period: string): File {
  const table: Table = { columns, rows: jobs.map(rowOf) };
  return new File([new Uint8Array(toCsv(table))], `queued-jobs-${period}.csv`, {
    type: "text/csv; charset=utf-8; header=present",
  });
}

function rowOf({ id, account, eligible, start, end, kind, waitHours, ...job }: QueueWaitJob) {
  const accelerators = job.accelerators === null ? null : String(job.accelerators);
  const wait = waitHours.toFixed(7);
  return [id, account, eligible, start, end, kind, wait, job.state, accelerators, job.knownAt];
}
