import { reportPeriod } from "@aidc/domain";
import { aCenterDocument } from "@aidc/testkit";
import { expect, test } from "vitest";
import { isPeriodTold } from "./period-told.ts";

const nowMs = Date.parse("2026-06-10T00:00:00Z");
const period = reportPeriod("2026-05", "Asia/Shanghai");
const refuse = () => Promise.reject(new Error("not asked here"));

/** Of its owners a store tells what is next in the list. */
function aStore(owners: readonly (readonly { tenants: readonly number[]; others: number }[] | Error)[]) {
  const left = [...owners];
  const readOwners = async () => {
    const next = left.shift();
    if (next === undefined) throw new Error("asked too often");
    if (next instanceof Error) throw next;
    return next;
  };
  const others = { record: refuse, judge: refuse, readWaits: refuse, list: refuse, countAfter: refuse };
  return { readOwners, ...others };
}

const view = (tenants: readonly string[]) => ({
  document: aCenterDocument({ tenants: tenants.map((id) => ({ id, name: id })) }),
});
const told = [{ tenants: [], others: 3 }];
const withheld = [{ tenants: [3], others: 0 }];

test("what was known a while ago is counted once; what is known now, of other tenants, or failed is asked anew", async () => {
  const queuedJobs = aStore([told, withheld, told, withheld, new Error("away"), told]);
  const ask = (recordedByMs: number, tenants: readonly string[] = []) =>
    isPeriodTold({ queuedJobs, clock: () => nowMs }, view(tenants), period, recordedByMs);
  const longAgo = nowMs - 3_600_000;
  expect([await ask(longAgo), await ask(longAgo)]).toEqual([true, true]);
  expect(await ask(longAgo, ["t1"])).toBe(false);
  expect([await ask(nowMs), await ask(nowMs)]).toEqual([true, false]);
  await expect(ask(longAgo + 1)).rejects.toThrow("away");
  expect(await ask(longAgo + 1)).toBe(true);
});
