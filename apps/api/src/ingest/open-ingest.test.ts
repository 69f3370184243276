import { StoreUnavailable } from "@aidc/store";
import { aCenterDocument, fixedClock } from "@aidc/testkit";
import { expect, it } from "vitest";
import { CenterIntakes } from "./center-intake.ts";
import { rememberGoodKeys } from "./key-check.ts";
import { defaultIngestLimits } from "./limits.ts";
import { MemoryStore } from "./memory-store.fixture.ts";
import { openIngest } from "./open-ingest.ts";

const goodKey = `aidc_ing_abcdefgh_${"k".repeat(43)}`;
const nobodyBound = { listByHand: async () => [], listRules: async () => [] };

it("binds what was unmatched once an import brings its subject", async () => {
  const store = new MemoryStore();
  let document = aCenterDocument({ racks: [], servers: [], leases: [], assignments: [] });
  const ingest = openIngest({
    store,
    bindings: store,
    loadInventory: async () => document,
    verifyKey: async () => null,
    now: fixedClock().now,
    log: () => {},
  });
  store.series.push({ labels: { __name__: "aidc_rack_power_watts", rack: "k1" }, match: null });
  store.series.push({ labels: { __name__: "up" }, match: null });
  expect(await ingest.rebind("c1")).toBe(0);
  document = aCenterDocument();
  expect(await ingest.rebind("c1")).toBe(1);
  expect(store.points()).toMatchObject([{ subject: { kind: "rack", id: "k1" }, quantity: "power" }]);
});

it("tries again after the inventory could not be read, and after a center was not there", async () => {
  const answers = [new StoreUnavailable("away"), null, aCenterDocument()];
  const intakes = new CenterIntakes(
    async () => {
      const answer = answers.shift() ?? null;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    defaultIngestLimits,
    nobodyBound,
  );
  await expect(intakes.get("c1")).rejects.toThrow("away");
  expect(await intakes.get("c1")).toBeNull();
  const intake = await intakes.get("c1");
  expect(intake).not.toBeNull();
  expect(await intakes.get("c1")).toBe(intake);
});

it("a replayed center that keeps everything takes any time but 0", async () => {
  const center = { ...aCenterDocument().center, retentionDays: null };
  const intakes = new CenterIntakes(
    async () => aCenterDocument({ center }),
    defaultIngestLimits,
    nobodyBound,
  );
  const intake = await intakes.get("c1");
  expect(intake?.timeBounds(Date.parse("2026-05-04T08:00:00Z")).oldestMs).toBe(1);
});

it("believes a good key for a second and asks again then; never a bad one", async () => {
  const clock = fixedClock();
  let asked = 0;
  let sender: { centerId: string; sourceId: string } | null = { centerId: "c1", sourceId: "k1" };
  const verify = rememberGoodKeys(async () => {
    asked++;
    return sender;
  }, clock.now);
  await verify(goodKey);
  clock.advance(999);
  expect(await verify(goodKey)).not.toBeNull();
  expect(asked).toBe(1);
  sender = null;
  clock.advance(1);
  expect(await verify(goodKey)).toBeNull();
  expect(await verify("aidc_ing_short")).toBeNull();
  expect(asked).toBe(2);
});

it("a center that is shut lets nothing in and is shut when what was on its way is through", async () => {
  const intakes = new CenterIntakes(async () => aCenterDocument(), defaultIngestLimits, nobodyBound);
  const store = Promise.withResolvers<void>();
  const steps: string[] = [];
  const first = intakes.within("c1", async () => {
    await store.promise;
    steps.push("stored");
  });
  const shut = intakes.shut("c1").then((reopen) => {
    steps.push("shut");
    return reopen;
  });
  expect(await intakes.within("c1", async () => "in")).toBeNull();
  expect(await intakes.within("c2", async () => "in")).toBe("in");
  store.resolve();
  await first;
  const reopen = await shut;
  expect(steps).toEqual(["stored", "shut"]);
  reopen();
  expect(await intakes.within("c1", async () => "in")).toBe("in");
});

it("a center that could not be shut lets in what comes", async () => {
  class Unsettled extends CenterIntakes {
    override settled = () => Promise.reject(new Error("still busy"));
  }
  const intakes = new Unsettled(async () => aCenterDocument(), defaultIngestLimits, nobodyBound);
  await expect(intakes.shut("c1")).rejects.toThrow("still busy");
  expect(await intakes.within("c1", async () => "in")).toBe("in");
});
