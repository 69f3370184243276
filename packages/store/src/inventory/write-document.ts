import type { CenterDocument } from "@aidc/contract";
import { and, eq, gte, or, sql } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { asConflict, StoreConflict } from "../database/store-conflict.ts";
import type { LeasingState } from "../leasing/center-holdings.ts";
import { lockLeases, readLeasingState } from "../leasing/center-holdings.ts";
import type { ChangedBy, Done } from "../leasing/done.ts";
import { appendDone } from "../leasing/done.ts";
import { keepStanding, readStated, statedBy } from "../leasing/tenant-standings.ts";
import { acceleratorModel, coolingLoop, feed, meter } from "../schema/equipment.ts";
import { accelerator, center, hall, rack, region, row, server } from "../schema/places.ts";
import { binding, point } from "../schema/telemetry.ts";
import { assignment, lease, tenant } from "../schema/tenancy.ts";
import type { WrittenDocument } from "../store.ts";
import { beginLines, keepLines } from "./document-lines.ts";
import { rowsOf } from "./document-rows.ts";
import { keepInventoryState } from "./inventory-states.ts";
import { keepCuts } from "./keep-cuts.ts";
import type { LeaseDifferences } from "./lease-differences.ts";
import { leaseDifferences } from "./lease-differences.ts";
import type { Named } from "./read-parts.ts";
import { assignmentId } from "./read-parts.ts";
import type { Executor, Key, SyncCount } from "./sync-rows.ts";
import { syncRows } from "./sync-rows.ts";

/** How an import is checked beyond what the database can, and who is named in the audit log. */
export interface WriteOptions {
  readonly by?: ChangedBy;
  /** Sees what will be held, before anything is kept; throws to refuse. */
  readonly check?: (state: LeasingState) => void;
}
const nobody: ChangedBy = { actor: { kind: "system", id: null, name: "system" }, requestId: null };

/**
 * Creates or changes a center in one transaction. What the document does not name stays as it is: a document may
 * be a part. Only the accelerators of a named server follow it exactly, because they are the server's own list. What
 * was cut since the document was written stays cut (`keepCuts`).
 * @throws StoreConflict when a rack or an accelerator would belong to two leases at once
 */
export async function writeDocument(
  db: Drizzle,
  document: CenterDocument,
  { by = nobody, check }: WriteOptions = {},
): Promise<WrittenDocument> {
  const centerId = document.center.id;
  const count = { created: 0, changed: 0, unchanged: 0 };
  try {
    return await inScope(db, wholeCenter(centerId), async (tx) => {
      await tx.execute(sql`set constraints all deferred`);
      await lockLeases(tx, centerId);
      await beginLines(tx, centerId);
      const before = await readLeasingState(tx, centerId);
      const { named, cards } = await writeRows(tx, document, count);
      await keepInventoryState(tx, centerId);
      await keepLines(tx, centerId, named);
      const isMoved = cards || [named.racks, named.servers].some((ids) => ids && ids.length > 0);
      const after = await readLeasingState(tx, centerId, isMoved ? undefined : before);
      check?.(after);
      const differences = leaseDifferences(before, after);
      if (count.created + count.changed > 0)
        await appendDone(tx, centerId, by, [importDone(document, count, differences)]);
      const starts = differences.after.leases.map(({ from }) => Date.parse(from));
      return { ...count, leasesChangedFromMs: starts.length > 0 ? Math.min(...starts) : null };
    });
  } catch (error) {
    throw asConflict(error);
  }
}

function importDone(document: CenterDocument, count: SyncCount, { before, after }: LeaseDifferences): Done {
  const { created, changed } = count;
  const subject = `center/${document.center.id}`;
  return { action: "center.import", tenant: null, subject, before, after: { created, changed, ...after } };
}

/** @returns what is new or differs, of the parts whose earlier times are kept, and whether cards do */
async function writeRows(
  tx: Transaction,
  document: CenterDocument,
  count: SyncCount,
): Promise<{ named: Named; cards: boolean }> {
  const rows = rowsOf(document, await keptLeases(tx, document));
  await tx.insert(region).values({ id: rows.center.region, name: rows.center.region }).onConflictDoNothing();
  const [before] = await tx
    .select({ defaultIntervalS: center.defaultIntervalS, timeZone: center.timeZone })
    .from(center)
    .where(eq(center.id, rows.center.id));
  await syncRows(tx, center, [rows.center], count);
  const catalogue = idsOf(await syncRows(tx, acceleratorModel, rows.models, count));
  const halls = idsOf(await syncRows(tx, hall, rows.halls, count));
  const ofRows = idsOf(await syncRows(tx, row, rows.rows, count));
  const racks = idsOf(await syncRows(tx, rack, rows.racks, count));
  const servers = idsOf(await syncRows(tx, server, rows.servers, count));
  const cards = await writeAccelerators(tx, document, rows.accelerators);
  const meters = idsOf(await syncRows(tx, meter, rows.meters, count));
  const feeds = idsOf(await syncRows(tx, feed, rows.feeds, count));
  const loops = idsOf(await syncRows(tx, coolingLoop, rows.loops, count));
  const pointsBefore = count.changed;
  await syncRows(tx, point, rows.points, count);
  const pointsChanged = count.changed > pointsBefore;
  await writeTenants(tx, rows, count);
  const held = await keepCuts(tx, rows.center.id, rows);
  const leases = idsOf(await syncRows(tx, lease, held.leases, count));
  const places = await syncRows(tx, assignment, held.assignments, count);
  const { defaultIntervalS, timeZone } = rows.center;
  const moved =
    before !== undefined && (before.defaultIntervalS !== defaultIntervalS || before.timeZone !== timeZone);
  // Cadence, gap and zone are built into roll-ups: make them again from the chunks.
  if (moved || pointsChanged) {
    await tx.update(binding).set({ rebuild: true }).where(eq(binding.centerId, rows.center.id));
  }
  const assignments = places.map(idOfPlace);
  const named = { catalogue, halls, rows: ofRows, racks, servers, meters, feeds, loops, leases, assignments };
  return { named, cards };
}

const idsOf = (keys: readonly Key[]) => keys.map(({ id }) => String(id));

function idOfPlace({ lease_id, target_id, starts_at }: Key): string {
  return assignmentId(String(lease_id), String(target_id), new Date(String(starts_at)));
}

/** Class and industry of which the document says nothing stay; what it says anew is kept with its time. */
async function writeTenants(
  tx: Transaction,
  { center: { id: centerId }, tenants }: ReturnType<typeof rowsOf>,
  count: SyncCount,
): Promise<void> {
  const before = await readStated(tx, centerId);
  const now = tenants.map((row) => ({ ...row, ...statedBy(row, before.get(row.id)) }));
  await syncRows(tx, tenant, now, count);
  for (const row of now)
    await keepStanding(tx, centerId, { tenant: row.id, before: before.get(row.id) ?? null, now: row });
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

/** Not counted: they follow from their server. @returns whether any is new, differs or went */
async function writeAccelerators(
  tx: Executor,
  document: CenterDocument,
  rows: ReturnType<typeof rowsOf>["accelerators"],
): Promise<boolean> {
  const centerId = document.center.id;
  const written = await syncRows(tx, accelerator, rows, { created: 0, changed: 0, unchanged: 0 });
  let gone = 0;
  const shorter = document.servers.map((s) =>
    and(eq(accelerator.server, s.id), gte(accelerator.slot, s.accelerators?.count ?? 0)),
  );
  for (let from = 0; from < shorter.length; from += 1000) {
    const { rowCount } = await tx
      .delete(accelerator)
      .where(and(eq(accelerator.centerId, centerId), or(...shorter.slice(from, from + 1000))));
    gone += rowCount ?? 0;
  }
  return written.length + gone > 0;
}
