import type { CenterDocument, PriceRule, PriceVersion } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { exampleCenter, pointsOf } from "../example-center.fixture.ts";
import { indexCenter } from "../live/index-center.ts";
import { drawBoard } from "./board.ts";
import { Exposures } from "./exposure.ts";
import { newRecord } from "./observe.ts";
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
const rack = (id: string) => ({ kind: "rack", id }) as const;
const holdersOf = (subject: AlarmSubject) => {
  const index = indexCenter(exampleCenter(), []);
  const scene = { plan: { index, points: [] }, sourceNames: new Map(), prices: [], nowMs: noon };
  const exposures = new Exposures(scene);
  return [exposures.of(subject).tenants.atLeast, exposures.tenantsHit(subject).tenants.size];
};
test("whom it hits is as many as are counted", () => {
  expect(holdersOf({ kind: "hall", id: "A" })).toEqual([2, 2]);
  expect(holdersOf({ kind: "wall", id: "w" })).toEqual([0, 0]);
});
test("who is surely there without a place holds none: what stands there may be another's", () => {
  const [first] = exampleCenter().leases;
  if (!first) throw new Error("no lease");
  const change = { leases: [{ ...first, resource: "racks" as const, amount: 1 }], assignments: [] };
  const whole = { kind: "center", id: "north" } as const;
  const hitIn = (document: CenterDocument) => {
    const plan = { index: indexCenter(document, []), points: [] };
    const hit = new Exposures({ plan, sourceNames: new Map(), prices: [], nowMs: noon }).tenantsHit(whole);
    return [[...hit.tenants], [...hit.holders]];
  };
  expect(hitIn(exampleCenter(change))).toEqual([["t1"], []]);
  expect(hitIn(exampleCenter())).toEqual([
    ["t1", "t2"],
    ["t1", "t2"],
  ]);
});
test("power of a rack is part of its price: while its place is not given the rest is not the whole", () => {
  const [first] = exampleCenter().leases;
  if (!first) throw new Error("no lease");
  const powerLease = { ...first, id: "P1", resource: "power_w" as const, amount: 9000 };
  const { perMinute } = exposed(rack("R1"), [version(cardHour)], {
    leases: [...exampleCenter().leases, powerLease],
  });
  // Naive: { amount: "0.8", reason: null }.
  expect(perMinute).toMatchObject({ amount: null, atLeast: "0.8", reason: "no_places" });
});
test("an alert of another rule engine that names no place may hit whoever has a lease, and nothing of it is 0", () => {
  const unknown = (atMost: number) => ({
    tenants: { atLeast: 0, atMost, reason: "no_place_named" },
    accelerators: null,
    pflops: { value: null, precision: "fp16", reason: "no_place_named" },
    perMinute: { amount: null, atLeast: "0", currency: "CNY", reason: "no_place_named" },
  });
  const alert = { kind: "alert", id: "a" } as const;
  expect(exposed(alert, [version(cardHour)])).toEqual(unknown(2));
  // Where nobody leases anything nobody can be hit.
  expect(exposed(alert, [version(cardHour)], { leases: [], assignments: [] })).toEqual(unknown(0));
});

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
      atLeast: amount,
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
      tenants: { atLeast: 0, atMost: 0 },
      accelerators: 2,
      perMinute: { amount: "0", reason: null },
    });
    expect(exposed(s3, []).perMinute).toEqual({
      amount: null,
      atLeast: "0",
      currency: "CNY",
      reason: "no_price",
    });
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

describe("leases whose places nobody gave", () => {
  const from = "2026-01-01T00:00:00Z";
  const [first, second] = exampleCenter().leases;
  if (!first || !second) throw new Error("no lease");
  /** R1 has four cards, R2 two, R3 none. */
  const center = (
    leases: readonly Partial<CenterDocument["leases"][number]>[],
    racks: readonly string[] = [],
  ): Partial<CenterDocument> => ({
    leases: leases.map((one, at) => ({ ...first, id: `L${at + 1}`, ...one })),
    assignments: racks.map((id) => ({ lease: "L1", rack: id, from, to: null })),
  });
  const told = (subject: AlarmSubject, change: Partial<CenterDocument>, prices = [version(cardHour)]) => {
    const { tenants, perMinute } = exposed(subject, prices, change);
    const range = tenants.atLeast === tenants.atMost ? tenants.atLeast : [tenants.atLeast, tenants.atMost];
    return [range, tenants.reason, perMinute.amount, perMinute.atLeast, perMinute.reason];
  };
  const nobody = [0, null, "0", "0", null];
  const four = { amount: 4 };
  test.each([
    [
      "may hold a rack of free cards",
      rack("R1"),
      center([four]),
      [[0, 1], "no_places", null, "0", "no_places"],
    ],
    ["hold no rack that has no cards", rack("R3"), center([four]), nobody],
    [
      "are two that may",
      rack("R1"),
      center([four, { tenant: "t2", amount: 1 }]),
      [[0, 2], "no_places", null, "0", "no_places"],
    ],
    [
      "are surely somewhere in the center",
      { kind: "center", id: "north" },
      center([four]),
      [1, null, "0.8", "0.8", null],
    ],
    [
      "are surely where all that is free stands",
      rack("R2"),
      center([{ amount: 6 }], ["R1"]),
      [1, null, "0.4", "0.4", null],
    ],
    [
      "are those of the tenant itself",
      { kind: "tenant", id: "t1" },
      center([four]),
      [1, null, "0.8", "0.8", null],
    ],
    ["are not another tenant's", { kind: "tenant", id: "t2" }, center([four]), [1, null, "0", "0", null]],
    [
      "hold nothing of what others hold",
      rack("R1"),
      center([four, { tenant: "t2", amount: 1 }], ["R1"]),
      [1, null, "0.8", "0.8", null],
    ],
    ["are of their model alone", rack("R1"), center([{ amount: 4, model: "b200" }]), nobody],
    [
      "of racks may hold an empty one",
      rack("R3"),
      center([{ resource: "racks", amount: 1 }]),
      [[0, 1], "no_places", null, "0", "no_places"],
    ],
    [
      "of racks may hold the rack of a server, and pay by the rack",
      { kind: "server", id: "s3" },
      center([{ resource: "racks", amount: 1 }]),
      [[0, 1], "no_places", "0", "0", null],
    ],
    [
      "of power hold the racks given for it, however few",
      rack("R2"),
      center([{ resource: "power_w", amount: 9000 }], ["R1"]),
      nobody,
    ],
    [
      "follow one that had places",
      rack("R2"),
      center(
        [
          { amount: 4, to: "2026-01-10T00:00:00Z" },
          { ...four, contract: "L1" },
        ],
        ["R1"],
      ),
      nobody,
    ],
    ["touch no wall", { kind: "wall", id: "w" }, center([four]), nobody],
  ] as const)("%s", (_name, subject, change, expected) => {
    expect(told(subject, change)).toEqual(expected);
  });
  test("what is known of it is told beside what is not", () => {
    const leases = [{ amount: 4 }, { tenant: "t2", amount: 1 }];
    const hall = { kind: "hall", id: "A" } as const;
    const two = {
      rows: [
        { id: "A1", hall: "A", name: "A1" },
        { id: "B1", hall: "B", name: "B1" },
      ],
    };
    const halls = [
      { id: "A", name: "A" },
      { id: "B", name: "B" },
    ];
    const racks = exampleCenter().racks.map((one) => (one.id === "R3" ? { ...one, row: "B1" } : one));
    const servers = exampleCenter().servers.map((one) => (one.id === "s2" ? { ...one, rack: "R3" } : one));
    const change = { ...center(leases, ["R1"]), ...two, halls, racks, servers };
    // R1 has two cards now, which t1 holds; its other two and the card of t2 are in R2 of hall A or R3 of hall B.
    expect(told(hall, change)).toEqual([[1, 2], "no_places", null, "0.4", "no_places"]);
  });
  test("a renewed lease is paid for what was given to the one before it", () => {
    const leases = [
      { amount: 4, to: "2026-01-10T00:00:00Z" },
      { amount: 4, from: "2026-01-10T00:00:00Z", contract: "L1" },
    ];
    expect(told(rack("R1"), center(leases, ["R1"]))).toEqual([1, null, "0.8", "0.8", null]);
  });
});

test("an alarm that may hit somebody stands before one that hits nobody, however many PFLOPS are idle there", () => {
  const points = pointsOf(["server", "s1", "power"]).map((point) => ({ ...point, sourceId: "key1" }));
  const [first] = exampleCenter().leases;
  if (!first) throw new Error("no lease");
  const change = { leases: [{ ...first, resource: "racks" as const, amount: 1 }], assignments: [] };
  const index = indexCenter(exampleCenter(change), points);
  const exposures = new Exposures({
    plan: { index, points },
    sourceNames: new Map(),
    prices: [],
    nowMs: noon,
  });
  const record = (kind: AlarmSubject["kind"], id: string) => {
    const fresh = newRecord(`hot/${kind}/${id}`, "hot", { kind, id });
    return { ...fresh, life: { ...fresh.life, shelf: { by: "x", reason: "", untilMs: noon } } };
  };
  const board = drawBoard([record("tenant", "t2"), record("rack", "R3"), record("rack", "R1")], {
    exposures,
    watchOf: () => undefined,
    placeOf: ({ id }) => id,
    rackOf: () => null,
    rootOf: () => null,
    goesWithRoot: () => false,
  });
  expect(board.alarms.map(({ place }) => place)).toEqual(["R1", "R3", "t2"]);
});
