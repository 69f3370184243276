/** What a center held at earlier times: a line each time that an import changed how much there is. */
import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { inventoryState } from "../schema/inventory-state.ts";
import { rack, server } from "../schema/places.ts";
import type { InventoryState } from "../store.ts";

type Held = Omit<InventoryState, "atMs">;

/** Oldest first. */
export function readInventoryStates(db: Drizzle, centerId: string): Promise<InventoryState[]> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const rows = await tx
      .select()
      .from(inventoryState)
      .where(eq(inventoryState.centerId, centerId))
      .orderBy(inventoryState.at);
    return rows.map(({ at, racks, usableU, limitW, models }) => ({
      atMs: at.getTime(),
      racks,
      usableU,
      limitW,
      models,
    }));
  });
}

/** Of the center as the transaction leaves it; nothing when it holds as much as before. */
export async function keepInventoryState(tx: Transaction, centerId: string): Promise<void> {
  const held = await readHeld(tx, centerId);
  const [last] = await tx
    .select()
    .from(inventoryState)
    .where(eq(inventoryState.centerId, centerId))
    .orderBy(desc(inventoryState.at))
    .limit(1);
  if (last && isSame(last, held)) return;
  const row = { centerId, at: sql`date_trunc('milliseconds', clock_timestamp())`, ...held };
  await tx.insert(inventoryState).values(row);
}

async function readHeld(tx: Transaction, centerId: string): Promise<Held> {
  const [sums] = await tx
    .select({
      racks: sql<number>`count(*)::int`,
      usableU: sql<
        number | null
      >`case when bool_or(${rack.usableU} is null and ${rack.heightU} is null) then null
        else coalesce(sum(least(${rack.usableU}, ${rack.heightU})), 0)::int end`,
      limitW: sql<number>`coalesce(sum(${rack.powerLimitW}), 0)`,
    })
    .from(rack)
    .where(eq(rack.centerId, centerId));
  const cards = await tx
    .select({
      model: sql<string>`${server.accelerators}->>'model'`,
      count: sql<number>`sum((${server.accelerators}->>'count')::int)::int`,
    })
    .from(server)
    .where(and(eq(server.centerId, centerId), isNotNull(server.accelerators)))
    .groupBy(sql`1`)
    .orderBy(sql`1`);
  if (!sums) throw new Error("a sum has one row");
  return { ...sums, models: Object.fromEntries(cards.map(({ model, count }) => [model, count])) };
}

function isSame(a: Held, b: Held): boolean {
  const models = new Set([...Object.keys(a.models), ...Object.keys(b.models)]);
  return (
    a.racks === b.racks &&
    a.usableU === b.usableU &&
    a.limitW === b.limitW &&
    [...models].every((model) => a.models[model] === b.models[model])
  );
}
