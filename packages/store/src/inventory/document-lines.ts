/**
 * What the document of a center said at earlier times: a line for each thing that a change left otherwise than it was.
 * Whoever changes the document holds the lock of its leases, so that lines come one change after the other.
 */
import type { CenterDocument } from "@aidc/contract";
import { centerDocumentSchema } from "@aidc/contract";
import { sql } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import type { KeptPart } from "../schema/inventory-state.ts";
import { keptParts } from "../schema/inventory-state.ts";
import type { KnownDocument } from "../store.ts";
import { byNumber, readDocumentIn, readLeasesIn, readOnlySnapshot } from "./read-document.ts";

const leaseParts = ["leases", "assignments"] as const satisfies KeptPart[];
type Stated = Partial<Pick<CenterDocument, KeptPart>>;

/** Before a change: a center that has no lines yet begins with the state that the change finds. */
export async function beginLines(tx: Transaction, centerId: string): Promise<void> {
  const { rows } = await tx.execute(sql`select from document_line where center_id = ${centerId} limit 1`);
  if (rows.length === 0) await keepLines(tx, centerId);
}

/** After an import. */
export async function keepLines(tx: Transaction, centerId: string): Promise<void> {
  const document = await readDocumentIn(tx, centerId);
  if (document) await keepStated(tx, centerId, document, keptParts);
}

/** After a change of leases alone: a large center is not read again for one. */
export async function keepLeaseLines(tx: Transaction, centerId: string): Promise<void> {
  await keepStated(tx, centerId, await readLeasesIn(tx, centerId), leaseParts);
}

/** Of each thing of these parts that is otherwise than its last line says, new or gone. */
async function keepStated(
  tx: Transaction,
  centerId: string,
  stated: Stated,
  parts: readonly KeptPart[],
): Promise<void> {
  const now = parts.flatMap((part) =>
    (stated[part] ?? []).map((line) => ({ part, id: keyOf(part, line), line })),
  );
  const of = sql`center_id = ${centerId} and part in ${[...parts]}`;
  await tx.execute(sql`
    with stated as (
      select * from jsonb_to_recordset(${JSON.stringify(now)}::jsonb) as n(part text, id text, line jsonb)
    ), kept as (
      select distinct on (part, id) part, id, line from document_line where ${of} order by part, id, recorded_at desc
    ), change as (
      select greatest(date_trunc('milliseconds', clock_timestamp()), max(recorded_at) + interval '1 millisecond') as at
      from document_line where center_id = ${centerId}
    )
    insert into document_line (center_id, part, id, recorded_at, line)
    select ${centerId}, part, id, change.at, stated.line from stated full join kept using (part, id) cross join change
    where stated.line is distinct from kept.line`);
}

/** An assignment has no id of its own: it is a place in a lease from an instant on. */
function keyOf(part: KeptPart, line: CenterDocument[KeptPart][number]): string {
  if ("id" in line) return line.id;
  if ("lease" in line) return `${line.lease} ${line.rack ?? line.accelerator} ${line.from}`;
  throw new Error(`nothing names a line of ${part}`);
}

interface Line extends Record<string, unknown> {
  readonly part: KeptPart;
  readonly id: string;
  readonly line: object | null;
}

/** @returns null when there is no such center, or it has not been changed since lines are kept */
export function readKnown(db: Drizzle, centerId: string, atMs: number): Promise<KnownDocument | null> {
  return inScope(
    db,
    wholeCenter(centerId),
    async (tx) => {
      const { rows: first } = await tx.execute<{ ms: number | null }>(
        sql`select extract(epoch from min(recorded_at))::float8 * 1000 as ms from document_line where center_id = ${centerId}`,
      );
      const sinceMs = first[0]?.ms ?? null;
      const document = sinceMs === null ? null : await readDocumentIn(tx, centerId);
      if (sinceMs === null || document === null) return null;
      const upTo = new Date(Math.max(atMs, sinceMs)).toISOString();
      const { rows } = await tx.execute<Line>(sql`
        select distinct on (part, id) part, id, line from document_line
        where center_id = ${centerId} and recorded_at <= ${upTo} order by part, id, recorded_at desc`);
      rows.sort((a, b) => byNumber.compare(a.id, b.id));
      return { document: asThen(document, rows), sinceMs, later: await countLater(tx, centerId, upTo) };
    },
    readOnlySnapshot,
  );
}

function asThen(now: CenterDocument, lines: readonly Line[]): CenterDocument {
  const byPart = Object.groupBy(lines, ({ part }) => part);
  const then = keptParts.map((part) => [part, (byPart[part] ?? []).flatMap(({ line }) => line ?? [])]);
  return centerDocumentSchema.parse({ ...now, ...Object.fromEntries(then) });
}

async function countLater(tx: Transaction, centerId: string, upTo: string): Promise<KnownDocument["later"]> {
  const { rows } = await tx.execute<{ part: KeptPart; n: number }>(sql`
    select part, count(*)::int as n from document_line where center_id = ${centerId} and recorded_at > ${upTo} group by part`);
  const sum = (isOf: (part: KeptPart) => boolean) =>
    rows.reduce((total, { part, n }) => total + (isOf(part) ? n : 0), 0);
  const isLease = (part: KeptPart) => leaseParts.some((one) => one === part);
  return { leases: sum(isLease), inventory: sum((part) => !isLease(part)) };
}
