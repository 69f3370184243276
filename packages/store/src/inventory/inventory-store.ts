import type { Database } from "../database/open-database.ts";
import { bindByHand, bindMetric, listByHand } from "../series/bind-by-hand.ts";
import { bindSeries } from "../series/bind-series.ts";
import { listRules } from "../series/binding-rules.ts";
import { continueSeries, settlePoints } from "../series/settle-points.ts";
import { removeRule, unbindSeries } from "../series/unbind-by-hand.ts";
import type { InventoryStore } from "../store.ts";
import { readAbsences, readHallLines, readKnown, readRackLines } from "./document-lines.ts";
import { readInventoryStates } from "./inventory-states.ts";
import { listUnmatched, readPoints } from "./points.ts";
import { listCenters, readDocument } from "./read-document.ts";
import { removeCenter } from "./remove-center.ts";
import { writeDocument } from "./write-document.ts";

export function openInventoryStore(database: Pick<Database, "db" | "pool" | "url" | "log">): InventoryStore {
  const { db, pool } = database;
  return {
    listCenters: () => listCenters(db),
    readDocument: (centerId) => readDocument(db, centerId),
    readKnown: (centerId, atMs) => readKnown(db, centerId, atMs),
    writeDocument: (document, options) => writeDocument(db, document, options),
    readStates: (centerId) => readInventoryStates(db, centerId),
    readRackLines: (centerId) => readRackLines(db, centerId),
    readHallLines: (centerId) => readHallLines(db, centerId),
    readAbsences: (centerId) => readAbsences(db, centerId),
    removeCenter: (centerId) => removeCenter(database, centerId),
    readPoints: (centerId) => readPoints(pool, centerId),
    listUnmatched: (centerId) => listUnmatched(db, centerId),
    bindByHand: (centerId, bindings, by, told) => bindByHand(db, centerId, bindings, by, told),
    bindMetric: (centerId, meaning, bindings, by, told) =>
      bindMetric(db, centerId, meaning, bindings, by, told),
    unbindSeries: (centerId, seriesId, by) => unbindSeries(db, centerId, seriesId, by),
    removeRule: (centerId, rule, by) => removeRule(db, centerId, rule, by),
    listByHand: (centerId) => listByHand(db, centerId),
    listRules: (centerId) => listRules(db, centerId),
    bindSeries: async (centerId, bindings, isHeard) => {
      const client = await pool.connect();
      try {
        await client.query("begin");
        const { bind, continued } = await settlePoints(client, centerId, bindings, isHeard);
        await continueSeries(client, centerId, continued);
        const bound = await bindSeries(client, centerId, bind);
        await client.query("commit");
        client.release();
        return bound;
      } catch (error) {
        client.release(true);
        throw error;
      }
    },
  };
}
