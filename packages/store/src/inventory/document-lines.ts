/**
 * What the document of a center said at earlier times: a line for each thing that a change left otherwise than it was.
 * Whoever changes the document holds the lock of its leases, so that lines come one change after the other.
 */
import type { CenterDocument } from "@aidc/contract";
import { centerDocumentSchema } from "@aidc/contract";
import type { HallLine, RackLine, RowLine, ServerAbsence, ServerLine } from "@aidc/domain";
import { absencesOf, inHallsOf } from "@aidc/domain";
import { sql } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import type { KeptPart } from "../schema/inventory-state.ts";
import { keptParts } from "../schema/inventory-state.ts";
import type { KnownDocument } from "../store.ts";
import { readDocumentIn, readFieldsIn, readOnlySnapshot } from "./read-document.ts";
import type { Named } from "./read-parts.ts";
import { assignmentId, byNumber, readPartsIn } from "./read-parts.ts";

const leaseParts = ["leases", "assignments"] as const satisfies KeptPart[];

/** Before a change: a center that has no lines yet begins with the state that the change finds. */
export async function beginLines(tx: Transaction, centerId: string): Promise<void> {
  if (await hasLines(tx, centerId)) return;
  // What the contract of today does not read begins no history, and must not keep away the import that mends it.
  const { data } = centerDocumentSchema.safeParse(await readFieldsIn(tx, centerId));
  if (data) await insertLines(tx, centerId, linesOf(data));
}

/** After a change, of what it left otherwise: a large center is not read again for a few of its things. */
export async function keepLines(tx: Transaction, centerId: string, changed: Named): Promise<void> {
  if (!(await hasLines(tx, centerId))) return beginLines(tx, centerId);
  const now = statedSchema.parse(await readPartsIn(tx, centerId, changed));
  const stated = new Map(linesOf(now).map((line) => [keyOf(line), line]));
  const named = keptParts.flatMap((part) => (changed[part] ?? []).map((id) => ({ part, id, line: null })));
  const lines = named.map((gone) => stated.get(keyOf(gone)) ?? gone);
  await insertLines(tx, centerId, lines);
}

const statedSchema = centerDocumentSchema.omit({ center: true });
const keyOf = ({ part, id }: Pick<Line, "part" | "id">) => `${part} ${id}`;

async function hasLines(tx: Transaction, centerId: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`select from document_line where center_id = ${centerId} limit 1`);
  return rows.length > 0;
}

function linesOf(document: Pick<CenterDocument, KeptPart>): Line[] {
  return keptParts.flatMap((part) => document[part].map((line) => ({ part, id: idOf(part, line), line })));
}

function idOf(part: KeptPart, line: CenterDocument[KeptPart][number]): string {
  if ("id" in line) return line.id;
  if ("lease" in line)
    return assignmentId(line.lease, line.rack ?? line.accelerator ?? "", new Date(line.from));
  throw new Error(`nothing names a line of ${part}`);
}

/**
 * Of those that are otherwise than their last line says, found one by one: history that lies between is not walked. All
 * are found before the first is written (by the order): a table that was planned as empty would be read whole for each.
 */
async function insertLines(tx: Transaction, centerId: string, lines: readonly Line[]): Promise<void> {
  if (lines.length === 0) return;
  await tx.execute(sql`
    with stated as (
      select * from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as n(part text, id text, line jsonb)
    ), change as (
      select greatest(date_trunc('milliseconds', clock_timestamp()), max(recorded_at) + interval '1 millisecond') as at
      from document_line where center_id = ${centerId}
    )
    insert into document_line (center_id, part, id, recorded_at, line)
    select ${centerId}, part, id, change.at, stated.line from stated cross join change left join lateral (
      select k.line from document_line k where k.center_id = ${centerId} and k.part = stated.part and k.id = stated.id
      order by k.recorded_at desc limit 1
    ) kept on true where stated.line is distinct from kept.line order by part, id`);
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
        where center_id = ${centerId} and recorded_at <= ${upTo} order by part desc, id desc, recorded_at desc`);
      rows.sort((a, b) => byNumber.compare(a.id, b.id));
      return { document: asThen(document, rows), sinceMs, later: await countLater(tx, centerId, upTo) };
    },
    readOnlySnapshot,
  );
}

/** With the hall of each at its time: lines of rows are read with them, in one snapshot. */
export function readRackLines(db: Drizzle, centerId: string): Promise<RackLine[]> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const { rows } = await tx.execute<RackLine & RowLine & { part: KeptPart } & Record<string, unknown>>(sql`
      select part, id, extract(epoch from recorded_at)::float8 * 1000 as "atMs", line->>'row' as row,
        (line->>'powerLimitW')::float8 as "limitW", line->>'hall' as hall
      from document_line where center_id = ${centerId} and part in ('racks', 'rows') order by id, recorded_at`);
    const { racks = [], rows: halls = [] } = Object.groupBy(rows, ({ part }) => part);
    const lines = racks.map(({ id, atMs, row, limitW }): RackLine => ({ id, atMs, row, limitW }));
    return inHallsOf(lines, halls);
  });
}

export function readHallLines(db: Drizzle, centerId: string): Promise<HallLine[]> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const { rows } = await tx.execute<HallLine & Record<string, unknown>>(sql`
      select id, extract(epoch from recorded_at)::float8 * 1000 as "atMs", line->>'name' as name
      from document_line where center_id = ${centerId} and part = 'halls' order by recorded_at, id`);
    return rows.map(({ id, atMs, name }) => ({ id, atMs, name }));
  });
}

/**
 * Only of servers that came after the first of them, or went: a center has thousands that always stood there. In one pass
 * over the lines: joined to themselves in a table that no statistics are known of, they would be counted once for each.
 */
export function readAbsences(db: Drizzle, centerId: string): Promise<ServerAbsence[]> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const { rows } = await tx.execute<ServerLine & { sinceMs: number } & Record<string, unknown>>(sql`
      select id, extract(epoch from recorded_at)::float8 * 1000 as "atMs", stands,
        extract(epoch from since)::float8 * 1000 as "sinceMs"
      from (
        select id, recorded_at, line is not null as stands, min(recorded_at) over () as since,
          min(recorded_at) over one as came, bool_and(line is not null) over one as stayed
        from document_line where center_id = ${centerId} and part = 'servers' window one as (partition by id)
      ) kept
      where came > since or not stayed order by id, recorded_at`);
    return absencesOf(rows, rows[0]?.sinceMs ?? 0);
  });
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
