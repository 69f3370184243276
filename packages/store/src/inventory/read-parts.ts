/** Those parts of a document of which earlier times are kept, from the rows of their tables. */
import { isUnseen } from "@aidc/contract";
import { and, eq, sql } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Transaction } from "../database/scope.ts";
import { acceleratorModel, coolingLoop, feed, meter } from "../schema/equipment.ts";
import type { KeptPart } from "../schema/inventory-state.ts";
import { hall, rack, row, server } from "../schema/places.ts";
import { assignment, lease } from "../schema/tenancy.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** Things of each part by their ids; a part that is absent has none. */
export type Named = Readonly<Partial<Record<KeptPart, readonly string[]>>>;

/** Ids as a person orders them: r2 before r10. */
export const byNumber = new Intl.Collator("en", { numeric: true });

interface Source {
  readonly table: PgTable & { readonly centerId: AnyPgColumn; readonly id: AnyPgColumn };
  readonly fieldsOf: (row: Fields) => Fields;
}
const sources: Record<Exclude<KeptPart, "leases" | "assignments">, Source> = {
  catalogue: { table: acceleratorModel, fieldsOf: modelFields },
  halls: { table: hall, fieldsOf: dropNulls },
  rows: { table: row, fieldsOf: dropNulls },
  racks: { table: rack, fieldsOf: withHeight },
  servers: { table: server, fieldsOf: withHeight },
  meters: { table: meter, fieldsOf: dropNulls },
  feeds: { table: feed, fieldsOf: dropNulls },
  loops: { table: coolingLoop, fieldsOf: dropNulls },
};

/** As the tables say them, before the contract has seen them. @param named absent: everything */
export async function readPartsIn(tx: Transaction, centerId: string, named?: Named): Promise<Fields> {
  const parts: [string, Fields[]][] = [];
  for (const [part, { table, fieldsOf }] of Object.entries(sources)) {
    const ids = namedOf(named, part);
    if (ids?.length === 0) continue;
    const isNamed =
      ids && sql`${table.id} in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`;
    const rows: Fields[] = await tx
      .select()
      .from(table)
      .where(and(eq(table.centerId, centerId), isNamed));
    parts.push([part, sorted(rows, fieldsOf)]);
  }
  return { ...Object.fromEntries(parts), ...(await readLeasesIn(tx, centerId, named)) };
}

function namedOf(named: Named | undefined, part: string): readonly string[] | undefined {
  const ids: Readonly<Record<string, readonly string[]>> | undefined = named;
  return ids === undefined ? undefined : (ids[part] ?? []);
}

async function readLeasesIn(tx: Transaction, centerId: string, named?: Named): Promise<Fields> {
  const isNamed = { leases: isIn(named, "leases"), assignments: isIn(named, "assignments") };
  const leases = isNamed.leases ? await tx.select().from(lease).where(eq(lease.centerId, centerId)) : [];
  const assignments = isNamed.assignments
    ? await tx.select().from(assignment).where(eq(assignment.centerId, centerId))
    : [];
  return {
    leases: sorted(
      leases
        .filter((l) => isHeld(l) && isNamed.leases?.(l.id))
        .map((l) => ({ ...dropNulls(l), id: l.id, ...period(l) })),
      asTheyAre,
    ),
    assignments: sorted(
      assignments
        .map((a) => ({ ...a, id: assignmentId(a.lease, a.targetId, a.from) }))
        .filter((a) => isHeld(a) && isNamed.assignments?.(a.id))
        .map((a) => ({ id: a.id, lease: a.lease, [a.targetKind]: a.targetId, ...period(a) })),
      asTheyAre,
    ),
  };
}

/** @returns null: none is, so that nothing has to be read */
function isIn(named: Named | undefined, part: KeptPart): ((id: string) => boolean) | null {
  const ids = namedOf(named, part);
  if (ids === undefined) return () => true;
  const known = new Set(ids);
  return known.size === 0 ? null : (id) => known.has(id);
}

/** An assignment has no id of its own: it is a place in a lease from an instant on. */
export function assignmentId(lease: string, target: string, from: Date): string {
  return `${lease} ${target} ${instantOf(from)}`;
}

interface Period {
  readonly from: Date;
  readonly to: Date | null;
}

/** What was withdrawn before it began never held anything, and is no part of a document. */
function isHeld({ from, to }: Period): boolean {
  return to === null || to > from;
}

/** An open end stays null: the schema demands that it is said. */
function period({ from, to }: Period): { from: string; to: string | null } {
  return { from: instantOf(from), to: to === null ? null : instantOf(to) };
}

/** As a person writes it, without milliseconds that are none. */
function instantOf(date: Date): string {
  return date.toISOString().replace(".000Z", "Z");
}

export function sorted(rows: readonly Fields[], fieldsOf: (row: Fields) => Fields = dropNulls): Fields[] {
  return [...rows]
    .sort((a, b) => byNumber.compare(String(a.id), String(b.id)))
    .map((one) => legible(String(one.id), fieldsOf(one)));
}

/** A name that a contract of today would refuse must not hide the center: its id stands for it. */
export function legible(id: string, row: Fields): Fields {
  const names = ["name", "nameZh", "region"].filter((key) => typeof row[key] === "string");
  const blind = names.filter((key) => isUnseen(String(row[key])));
  if (blind.length === 0) return row;
  const rest = Object.fromEntries(Object.entries(row).filter(([key]) => !blind.includes(key)));
  return blind.includes("name") ? { ...rest, name: id } : rest;
}

/** Optional fields are left out of a document; a null column is how a table says so. */
export function dropNulls(row: Fields): Fields {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}

/** A height of null is a statement: nobody knows. Left out it would be the usual one. */
function withHeight({ heightU, ...row }: Fields): Fields {
  return { ...dropNulls(row), heightU };
}

function asTheyAre(row: Fields): Fields {
  return row;
}

/** A peak, memory or power of null is a statement: not published. Only the note is optional. */
function modelFields(row: Fields): Fields {
  return Object.fromEntries(Object.entries(row).filter(([name, value]) => name !== "note" || value !== null));
}
