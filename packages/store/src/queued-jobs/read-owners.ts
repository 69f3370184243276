import type { WindowMs } from "@aidc/contract";
import type { QueueOwners } from "@aidc/domain";
import { sql } from "drizzle-orm";
import type { Transaction } from "../database/scope.ts";
import { inWindow, timeOf, toldBy } from "./asked-queue.ts";
import type { AskedQueue } from "./queued-job-store.ts";

/** Jobs of one account that became eligible in one span between instants that matter, and left in another. */
interface Cell extends Record<string, unknown> {
  readonly account: string;
  /** Of the instants those that are not after it. */
  readonly came: number;
  readonly went: number;
  readonly jobs: number;
}

/** Whose jobs were in the queue in each month: every job is counted once, however many months are asked for. */
export async function readOwners(
  tx: Transaction,
  asked: Pick<AskedQueue, "centerId" | "months" | "tenants" | "recordedByMs">,
  lastKnownMs: number,
): Promise<QueueOwners[]> {
  if (asked.months.length === 0) return [];
  const instants = [...new Set(asked.months.flatMap(({ fromMs, toMs }) => [fromMs, toMs]))].sort(
    (a, b) => a - b,
  );
  // A job that leaves in the first instant of a month was not in its queue.
  const leaving = instants.map((ms) => ms + 1);
  const { rows } = await tx.execute<Cell>(sql`
    select tenant_id as account, ${spanOf("eligible_at", instants)} as came, ${spanOf("left_at", leaving)} as went,
      count(*)::int as jobs
    from queued_job where ${toldBy(asked)} and eligible_at <= ${timeOf(lastKnownMs)}
      and (${sql.join(joined(asked.months).map(inWindow), sql` or `)})
    group by 1, 2, 3`);
  const place = (ms: number) => instants.indexOf(ms) + 1;
  const tenants = new Set(asked.tenants);
  return asked.months.map(({ fromMs, toMs }) =>
    ownersOf(
      rows.filter(({ came, went }) => came < place(toMs) && (came >= place(fromMs) || went >= place(fromMs))),
      tenants,
    ),
  );
}

/** Months that follow each other as one window. */
function joined(months: readonly WindowMs[]): WindowMs[] {
  const windows: WindowMs[] = [];
  for (const { fromMs, toMs } of months.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = windows.at(-1);
    if (last && fromMs <= last.toMs) windows.splice(-1, 1, { ...last, toMs: Math.max(last.toMs, toMs) });
    else windows.push({ fromMs, toMs });
  }
  return windows;
}

const spanOf = (column: "eligible_at" | "left_at", instants: readonly number[]) =>
  sql`width_bucket(${sql.raw(column)}, ${`{${instants.map((ms) => new Date(ms).toISOString()).join(",")}}`}::timestamptz[])`;

function ownersOf(cells: readonly Cell[], tenants: ReadonlySet<string>): QueueOwners {
  const sums = new Map<string | null, number>();
  for (const { account, jobs } of cells) {
    const tenant = tenants.has(account) ? account : null;
    sums.set(tenant, (sums.get(tenant) ?? 0) + jobs);
  }
  const others = sums.get(null) ?? 0;
  sums.delete(null);
  return { tenants: [...sums.values()].sort((a, b) => a - b), others };
}
