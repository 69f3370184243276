import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import { signInRate } from "../schema/people.ts";

/**
 * Takes one of the attempts that `key` has in the window. One statement counts and decides, so that a thousand at once
 * get exactly as many as one after the other; several processes share the count.
 */
export async function takeAttempt(
  db: Drizzle,
  key: string,
  { most, windowMs }: { readonly most: number; readonly windowMs: number },
): Promise<boolean> {
  const now = Date.now();
  const isOver = sql`${signInRate.lastRequest} <= ${now - windowMs}`;
  const [row] = await db
    .insert(signInRate)
    .values({ id: randomUUID(), key, count: 1, lastRequest: now })
    .onConflictDoUpdate({
      target: signInRate.key,
      set: {
        count: sql`case when ${isOver} then 1 else ${signInRate.count} + 1 end`,
        lastRequest: sql`case when ${isOver} then ${now} else ${signInRate.lastRequest} end`,
      },
    })
    .returning({ count: signInRate.count });
  return row !== undefined && row.count <= most;
}
