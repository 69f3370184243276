import type { CenterDocument, PriceRule, PriceVersion } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { exampleCenter, pointsOf } from "../example-center.fixture.ts";
import { indexCenter } from "../live/index-center.ts";
import { Exposures } from "./exposure.ts";
import type { AlarmSubject } from "./watched.ts";

const noon = Date.parse("2026-01-15T04:00:00Z"); // 12:00 in Shanghai
const version = (...rules: PriceRule[]): PriceVersion => ({
  seller: null,
  version: 1,
  effectiveFrom: "2026-01-01T00:00:00Z",
  currency: "CNY",
  note: "",
  rules,
  publishedAt: "2026-01-01T00:00:00Z",
  publishedBy: "x",
  contentSha256: "",
});
const cardHour: PriceRule = {
  id: "card",
  unit: "card_hour",
  basis: "leased",
  model: null,
  unitPrice: "12",
  bands: [],
};
function exposed(
  subject: AlarmSubject,
  prices: readonly PriceVersion[],
  change: Partial<CenterDocument> = {},
  nowMs = noon,
) {
  const points = pointsOf(["server", "s1", "power"]).map((point) => ({ ...point, sourceId: "key1" }));
  const index = indexCenter(exampleCenter(change), points);
  return new Exposures({ plan: { index, points }, sourceNames: new Map(), prices, nowMs }).of(subject);
}
const holdersOf = (subject: AlarmSubject) => {
  const index = indexCenter(exampleCenter(), []);
  const scene = { plan: { index, points: [] }, sourceNames: new Map(), prices: [], nowMs: noon };
  const exposures = new Exposures(scene);
  return [exposures.of(subject).tenants, exposures.tenantsOf(subject).size];
};
test("whom it hits is as many as are counted", () => {
  expect(holdersOf({ kind: "hall", id: "A" })).toEqual([2, 2]);
  expect(holdersOf({ kind: "wall", id: "w" })).toEqual([0, 0]);
});
const rack = (id: string) => ({ kind: "rack", id }) as const;

test("PFLOPS are dense peaks of what stands there, leased or not", () => {
  expect(exposed(rack("R1"), []).pflops).toEqual({ value: 3.956, precision: "fp16", reason: null });
  expect(exposed(rack("R3"), []).pflops).toMatchObject({ value: 0 });
});

test("a model without a known peak makes it unknown, never 0", () => {
  const { servers } = exampleCenter();
  const unknown = servers.map((one) =>
    one.id === "s1" ? { ...one, accelerators: { model: "enflame-s60", count: 2 } } : one,
  );
  expect(exposed(rack("R1"), [], { servers: unknown }).pflops).toEqual({
    value: null,
    precision: "fp16",
    reason: "no_peak_known",
  });
});

describe("money a minute, by hand", () => {
  // L1 leases 4 cards and holds the 4 of R1: 4 x 12 an hour. L2 leases s3:0.
  test.each([
    ["a rack: 4 x 12 / 60", rack("R1"), "0.8"],
    ["one server of it", { kind: "server", id: "s1" }, "0.4"],
    ["one card", { kind: "accelerator", id: "s3:0" }, "0.2"],
    ["a card that nobody holds", { kind: "accelerator", id: "s3:1" }, "0"],
    ["both tenants", { kind: "hall", id: "A" }, "1"],
    ["a tenant, by all it holds", { kind: "tenant", id: "t1" }, "0.8"],
  ] as const)("%s", (_name, subject, amount) => {
    expect(exposed(subject, [version(cardHour)]).perMinute).toEqual({
      amount,
      currency: "CNY",
      reason: null,
    });
  });
  test("in the band of the moment", () => {
    const bands = [{ id: "noon", from: "11:00", to: "13:00", factor: "1.5" }];
    const prices = [version({ ...cardHour, bands })];
    expect(exposed(rack("R1"), prices).perMinute.amount).toBe("1.2");
    expect(exposed(rack("R1"), prices, {}, noon + 3_600_000).perMinute.amount).toBe("0.8");
  });
  test("a lease that ended costs nothing; before the first version there is no price", () => {
    const february = Date.parse("2026-02-02T00:00:00Z");
    const s3 = { kind: "server", id: "s3" } as const;
    expect(exposed(s3, [version(cardHour)], {}, february)).toMatchObject({
      tenants: 0,
      accelerators: 2,
      perMinute: { amount: "0", reason: null },
    });
    expect(exposed(s3, []).perMinute).toEqual({ amount: null, currency: "CNY", reason: "no_price" });
    expect(exposed(rack("R3"), []).perMinute).toMatchObject({ amount: "0" });
  });
  test("a price for one model only leaves the others without", () => {
    const prices = [version({ ...cardHour, model: "b200" })];
    expect(exposed(rack("R1"), prices).perMinute).toMatchObject({ amount: null, reason: "no_price" });
  });
  test("racks by the month: its true length in the center's zone", () => {
    const space: PriceRule = {
      id: "space",
      unit: "space_month",
      basis: "leased",
      resource: "racks",
      unitPrice: "44640",
    };
    const from = "2026-01-01T00:00:00Z";
    const [first] = exampleCenter().leases;
    if (!first) throw new Error("no lease");
    const leases = [{ ...first, resource: "racks" as const, amount: 2 }];
    const assignments = ["R1", "R3"].map((id) => ({ lease: "L1", rack: id, from, to: null }));
    const change = { leases, assignments };
    // 31 days have 44,640 minutes.
    expect(exposed(rack("R1"), [version(space)], change).perMinute.amount).toBe("1");
    expect(exposed({ kind: "center", id: "north" }, [version(space)], change).perMinute.amount).toBe("2");
    expect(exposed({ kind: "server", id: "s1" }, [version(space)], change).perMinute.amount).toBe("0");
  });
  test("by PFLOPS of the card, where its peak is known", () => {
    const power: PriceRule = {
      id: "p",
      unit: "pflops_hour",
      basis: "leased",
      precision: "fp16",
      unitPrice: "60",
      bands: [],
    };
    expect(exposed(rack("R1"), [version(power)]).perMinute.amount).toBe("3.956");
  });
});
