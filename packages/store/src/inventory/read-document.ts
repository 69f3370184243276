import type { Center, CenterDocument } from "@aidc/contract";
import { centerDocumentSchema, centerSchema, isUnseen } from "@aidc/contract";
import { and, eq } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { acceleratorModel, coolingLoop, feed, meter } from "../schema/equipment.ts";
import { center, hall, rack, row, server } from "../schema/places.ts";
import { point } from "../schema/telemetry.ts";
import { assignment, lease, tenant } from "../schema/tenancy.ts";

/** Ids as a person orders them: r2 before r10. */
export const byNumber = new Intl.Collator("en", { numeric: true });

/** @returns a document that can be imported again and changes nothing; null when there is no such center */
export function readDocument(db: Drizzle, centerId: string): Promise<CenterDocument | null> {
  return inScope(db, wholeCenter(centerId), (tx) => readDocumentIn(tx, centerId), readOnlySnapshot);
}

/** As the transaction sees it; it must be in the scope of the whole center. */
export async function readDocumentIn(tx: Transaction, centerId: string): Promise<CenterDocument | null> {
  const [found] = await tx.select().from(center).where(eq(center.id, centerId));
  if (found === undefined) return null;
  const points = await tx
    .select()
    .from(point)
    .where(and(eq(point.centerId, centerId), eq(point.declared, true)));
  return centerDocumentSchema.parse({
    center: centerFields(found),
    catalogue: sorted(
      await tx.select().from(acceleratorModel).where(eq(acceleratorModel.centerId, centerId)),
      modelFields,
    ),
    halls: sorted(await tx.select().from(hall).where(eq(hall.centerId, centerId))),
    rows: sorted(await tx.select().from(row).where(eq(row.centerId, centerId))),
    racks: sorted(await tx.select().from(rack).where(eq(rack.centerId, centerId)), withHeight),
    servers: sorted(await tx.select().from(server).where(eq(server.centerId, centerId)), withHeight),
    meters: sorted(await tx.select().from(meter).where(eq(meter.centerId, centerId))),
    feeds: sorted(await tx.select().from(feed).where(eq(feed.centerId, centerId))),
    loops: sorted(await tx.select().from(coolingLoop).where(eq(coolingLoop.centerId, centerId))),
    points: sorted(
      points.map((p) => ({
        ...p,
        id: `${p.subjectKind} ${p.subjectId} ${p.quantity}`,
        subject: { kind: p.subjectKind, id: p.subjectId },
      })),
    ),
    tenants: sorted(await tx.select().from(tenant).where(eq(tenant.centerId, centerId))),
    ...(await readLeasesIn(tx, centerId)),
  });
}

/** What is leased and where, as `readDocumentIn` tells it. */
export async function readLeasesIn(
  tx: Transaction,
  centerId: string,
): Promise<Pick<CenterDocument, "leases" | "assignments">> {
  const leases = await tx.select().from(lease).where(eq(lease.centerId, centerId));
  const assignments = await tx.select().from(assignment).where(eq(assignment.centerId, centerId));
  return centerDocumentSchema.pick({ leases: true, assignments: true }).parse({
    leases: sorted(
      leases.filter(isHeld).map((l) => ({ ...dropNulls(l), id: l.id, ...period(l) })),
      asTheyAre,
    ),
    assignments: sorted(
      assignments.filter(isHeld).map((a) => ({
        id: `${a.lease} ${a.targetId} ${a.from.toISOString()}`,
        lease: a.lease,
        [a.targetKind]: a.targetId,
        ...period(a),
      })),
      asTheyAre,
    ),
  });
}

export const readOnlySnapshot = { isolationLevel: "repeatable read", accessMode: "read only" } as const;

export async function listCenters(db: Drizzle): Promise<Center[]> {
  const rows = await db.select().from(center);
  return rows
    .map((found) => centerSchema.parse(centerFields(found)))
    .sort((a, b) => byNumber.compare(a.id, b.id));
}

/** `retentionDays: null` means "keep everything"; leaving it out would mean the default. */
function centerFields(found: typeof center.$inferSelect) {
  return { ...legible(found.id, dropNulls(found)), retentionDays: found.retentionDays };
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

type Fields = Readonly<Record<string, unknown>>;

function sorted<T extends Fields & { readonly id: string }>(
  rows: readonly T[],
  fieldsOf: (row: T) => Fields = dropNulls,
): Fields[] {
  return [...rows].sort((a, b) => byNumber.compare(a.id, b.id)).map((one) => legible(one.id, fieldsOf(one)));
}

/** A name that a contract of today would refuse must not hide the center: its id stands for it. */
function legible(id: string, row: Fields): Fields {
  const names = ["name", "nameZh", "region"].filter((key) => typeof row[key] === "string");
  const blind = names.filter((key) => isUnseen(String(row[key])));
  if (blind.length === 0) return row;
  const rest = Object.fromEntries(Object.entries(row).filter(([key]) => !blind.includes(key)));
  return blind.includes("name") ? { ...rest, name: id } : rest;
}

/** Optional fields are left out of a document; a null column is how a table says so. */
function dropNulls(row: Fields): Fields {
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
