import type { CenterDocument } from "@aidc/contract";
import { and, eq, gte, or, sql } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { acceleratorModel, meter } from "../schema/equipment.ts";
import { accelerator, center, hall, rack, region, row, server } from "../schema/places.ts";
import { binding, point } from "../schema/telemetry.ts";
import { assignment, lease, tenant } from "../schema/tenancy.ts";
import { rowsOf } from "./document-rows.ts";
import type { Executor, SyncCount } from "./sync-rows.ts";
import { syncRows } from "./sync-rows.ts";

/** What contradicts something stored, in words for the person who imports. */
export class StoreConflict extends Error {
  override readonly name = "StoreConflict";
}

/**
 * Creates or changes a center in one transaction. What the document does not name stays as it is: a document may
 * be a part. Only the accelerators of a named server follow it exactly, because they are the server's own list.
 * @throws StoreConflict when a rack or an accelerator would belong to two leases at once
 */
export async function writeDocument(db: Drizzle, document: CenterDocument): Promise<SyncCount> {
  const count = { created: 0, changed: 0, unchanged: 0 };
  try {
    await inScope(db, wholeCenter(document.center.id), async (tx) => {
      await tx.execute(sql`set constraints all deferred`);
      await writeRows(tx, document, count);
    });
  } catch (error) {
    throw asConflict(error);
  }
  return count;
}

async function writeRows(tx: Executor, document: CenterDocument, count: SyncCount): Promise<void> {
  const rows = rowsOf(document, await keptLeases(tx, document));
  await tx.insert(region).values({ id: rows.center.region, name: rows.center.region }).onConflictDoNothing();
  const [before] = await tx
    .select({ defaultIntervalS: center.defaultIntervalS, timeZone: center.timeZone })
    .from(center)
    .where(eq(center.id, rows.center.id));
  await syncRows(tx, center, [rows.center], count);
  await syncRows(tx, acceleratorModel, rows.models, count);
  await syncRows(tx, hall, rows.halls, count);
  await syncRows(tx, row, rows.rows, count);
  await syncRows(tx, rack, rows.racks, count);
  await syncRows(tx, server, rows.servers, count);
  await writeAccelerators(tx, document, rows.accelerators);
  await syncRows(tx, meter, rows.meters, count);
  const pointsBefore = count.changed;
  await syncRows(tx, point, rows.points, count);
  await syncRows(tx, tenant, rows.tenants, count);
  await syncRows(tx, lease, rows.leases, count);
  await syncRows(tx, assignment, rows.assignments, count);
  const { defaultIntervalS, timeZone } = rows.center;
  const moved =
    before !== undefined && (before.defaultIntervalS !== defaultIntervalS || before.timeZone !== timeZone);
  // Cadence, gap and zone are built into roll-ups: make them again from the chunks.
  if (moved || count.changed > pointsBefore) {
    await tx.update(binding).set({ rebuild: true }).where(eq(binding.centerId, rows.center.id));
  }
}

/**
 * Tenants of the leases that are stored. Lease ids are unique in a center although their key starts with the
 * tenant (a key over all tenants would tell one that another's lease exists), so a lease cannot change hands.
 */
async function keptLeases(tx: Executor, document: CenterDocument): Promise<Map<string, string>> {
  const kept = await tx
    .select({ id: lease.id, tenant: lease.tenant })
    .from(lease)
    .where(eq(lease.centerId, document.center.id));
  const tenants = new Map(kept.map(({ id, tenant }) => [id, tenant]));
  for (const { id, tenant } of document.leases) {
    const holder = tenants.get(id);
    if (holder !== undefined && holder !== tenant)
      throw new StoreConflict(
        `Lease ${id} belongs to ${holder}; end it and give ${tenant} a lease of its own.`,
      );
  }
  return tenants;
}

/** Not counted: they follow from their server. */
async function writeAccelerators(
  tx: Executor,
  document: CenterDocument,
  rows: ReturnType<typeof rowsOf>["accelerators"],
): Promise<void> {
  const centerId = document.center.id;
  await syncRows(tx, accelerator, rows, { created: 0, changed: 0, unchanged: 0 });
  const shorter = document.servers.map((s) =>
    and(eq(accelerator.server, s.id), gte(accelerator.slot, s.accelerators?.count ?? 0)),
  );
  for (let from = 0; from < shorter.length; from += 1000) {
    await tx
      .delete(accelerator)
      .where(and(eq(accelerator.centerId, centerId), or(...shorter.slice(from, from + 1000))));
  }
}

function asConflict(error: unknown): unknown {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error) || !("code" in cause)) return error;
  if (cause.code === "23P01") {
    const detail = "detail" in cause ? String(cause.detail) : "";
    return new StoreConflict(`A rack or accelerator would belong to two leases at once. ${detail}`, {
      cause: error,
    });
  }
  if (cause.code === "23503")
    return new StoreConflict(`The document names something that does not exist: ${cause.message}`, {
      cause: error,
    });
  return error;
}
