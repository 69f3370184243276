import type { Center, CenterDocument } from "@aidc/contract";
import { centerDocumentSchema, centerSchema } from "@aidc/contract";
import { and, eq } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { center } from "../schema/places.ts";
import { point } from "../schema/telemetry.ts";
import { tenant } from "../schema/tenancy.ts";
import type { Fields } from "./read-parts.ts";
import { byNumber, dropNulls, legible, readPartsIn, sorted } from "./read-parts.ts";

/** @returns a document that can be imported again and changes nothing; null when there is no such center */
export function readDocument(db: Drizzle, centerId: string): Promise<CenterDocument | null> {
  return inScope(db, wholeCenter(centerId), (tx) => readDocumentIn(tx, centerId), readOnlySnapshot);
}

/** As the transaction sees it; it must be in the scope of the whole center. */
export async function readDocumentIn(tx: Transaction, centerId: string): Promise<CenterDocument | null> {
  const found = await readFieldsIn(tx, centerId);
  return found === null ? null : centerDocumentSchema.parse(found);
}

/** Before the contract has seen it. */
export async function readFieldsIn(tx: Transaction, centerId: string): Promise<Fields | null> {
  const [found] = await tx.select().from(center).where(eq(center.id, centerId));
  if (found === undefined) return null;
  const points = await tx
    .select()
    .from(point)
    .where(and(eq(point.centerId, centerId), eq(point.declared, true)));
  return {
    center: centerFields(found),
    points: sorted(
      points.map((p) => ({
        ...p,
        id: `${p.subjectKind} ${p.subjectId} ${p.quantity}`,
        subject: { kind: p.subjectKind, id: p.subjectId },
      })),
    ),
    tenants: sorted(await tx.select().from(tenant).where(eq(tenant.centerId, centerId))),
    ...(await readPartsIn(tx, centerId)),
  };
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
