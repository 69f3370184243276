import type { PointBasis, PointFacts, Quantity, Report, Subject } from "@aidc/contract";
import { meterRoles, pointFactsSchema, reportSchema } from "@aidc/contract";
import { figureRests } from "@aidc/domain";
import { aCenterDocument } from "@aidc/testkit";
import { afterAll, beforeAll, expect, it } from "vitest";
import { peopleOf } from "../../auth/people.fixture.ts";
import type { TestServer } from "../../test-server.fixture.ts";
import { startTestServer } from "../../test-server.fixture.ts";

/** From every figure of a report down to the points that it was made from, or to the records that have none. */

const center = "full";
const [from, to] = ["2026-04-30T16:00:00Z", "2026-05-31T16:00:00Z"];
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at);

const halls = ["A", "B", "C"] as const;
const racks = halls.flatMap((hall) => upTo(9).map((at) => ({ hall, id: `${hall}${at}` })));
/** Hall B is of one tenant; A, with fewest beside it, is withheld so that B is not what is left of the center. */
const tenantOf = ({ hall, id }: (typeof racks)[number]) =>
  hall === "B" ? "t4" : `t${1 + (Number(id.slice(1)) % 3)}`;
const tenants = ["t1", "t2", "t3", "t4"];
const cardsOfRack = 8;

let server: TestServer;
let planner: Record<string, string>;
beforeAll(async () => {
  server = await startTestServer();
  planner = (await peopleOf(server).staff("planner@example.org", "planner")).headers;
  await server.services.inventory.writeDocument(fullCenter());
  const { id: source } = await server.services.access.createIngestKey(center, "test");
  const told = points();
  const ids = await server.telemetry.resolveSeries(
    center,
    source,
    told.map(({ subject, quantity }) => ({
      labels: { __name__: quantity, id: `${subject.kind} ${subject.id}` },
      match: { subject, quantity, scale: 1, offset: 0 },
    })),
  );
  await server.database.ownerPool.query(
    `insert into rollup_1d (center_id, series_id, starts_at, ends_at, integral, covered_ms, min, max, samples, resets)
      select $1, told.id, d, d + interval '1 day', told.value::numeric * 86400000, 86400000, told.least, told.least, 5760, 0
      from unnest($2::int[], $3::float8[], $4::float8[]) told(id, value, least),
        generate_series($5::timestamptz, $6::timestamptz - interval '1 day', interval '1 day') d`,
    [center, [...ids], told.map(({ integral }) => integral), told.map(({ value }) => value), from, to],
  );
  server.services.directory.changed(center);
});
afterAll(() => server.close());

function fullCenter() {
  const since = { from: "2026-01-01T00:00:00Z", to: null };
  return aCenterDocument({
    center: { id: center, name: center, timeZone: "Asia/Shanghai", ratedItPowerW: 400_000 },
    halls: halls.map((id) => ({ id, name: id })),
    rows: halls.map((hall) => ({ id: `row-${hall}`, hall, name: hall })),
    racks: racks.map(({ id, hall }, at) => ({
      id,
      row: `row-${hall}`,
      name: id,
      position: (at % 9) + 1,
      heightU: 42,
      powerLimitW: 20_000,
    })),
    servers: racks.map(({ id }) => ({
      id: `s-${id}`,
      rack: id,
      name: id,
      heightU: 8,
      positionU: 1,
      ratedPowerW: 10_000,
      accelerators: { model: "h100-sxm", count: cardsOfRack },
    })),
    meters: meterRoles.map((role) => ({ id: role, name: role, role })),
    tenants: tenants.map((id) => ({ id, name: id })),
    leases: tenants.map((id) => ({ id: `l-${id}`, tenant: id, resource: "racks", amount: 9, ...since })),
    assignments: racks.map((rack) => ({ lease: `l-${tenantOf(rack)}`, rack: rack.id, ...since })),
  });
}

interface TestPoint {
  readonly subject: Subject;
  readonly quantity: Quantity;
  readonly value: number;
  /** A millisecond long. */
  readonly integral: number;
}

function points(): TestPoint[] {
  const point = (kind: Subject["kind"], id: string, quantity: Quantity, value: number, scale = 1) => ({
    subject: { kind, id },
    quantity,
    value,
    integral: value * scale,
  });
  return [
    ...meterRoles.map((role) =>
      role === "water_intake"
        ? point("meter", role, "volume", 1)
        : point("meter", role, "power", role === "grid_import" ? 200_000 : 5_000),
    ),
    ...tenants.flatMap((id) => [
      point("tenant", id, "accelerators_allocated", 40),
      point("tenant", id, "accelerators_active", 30),
    ]),
    ...racks.flatMap(({ id }) => [
      point("server", `s-${id}`, "power", 4_000),
      ...upTo(cardsOfRack).flatMap((slot) => [
        point("accelerator", `s-${id}:${slot}`, "fault_code", 0),
        point("accelerator", `s-${id}:${slot}`, "utilisation", 0.5, 1_000_000),
      ]),
    ]),
  ];
}

const ask = async (path: string, headers = server.credentials.admin) => {
  const { status, text, json } = await server.call(`/api/centers/${center}${path}`, { headers });
  expect([path, status, status === 200 ? "" : text]).toEqual([path, 200, ""]);
  return json;
};

const report = async (headers = server.credentials.admin): Promise<Report> =>
  reportSchema.parse(await ask("/report-preview?period=2026-05", headers));

/** Every point that the pages and places of a basis lead to; each place must hold what it is said to hold. */
async function open(basis: PointBasis, headers?: Record<string, string>): Promise<PointFacts["points"]> {
  const walk = async (within?: string): Promise<PointFacts["points"]> => {
    const found: PointFacts["points"] = [];
    let next: number | null = 0;
    let count = 0;
    while (next !== null) {
      const place: string = within === undefined ? "" : `&within=${encodeURIComponent(within)}`;
      const path: string = `/points/${basis}?from=${from}&to=${to}&offset=${next}${place}`;
      const page: PointFacts = pointFactsSchema.parse(await ask(path, headers));
      expect(page.groups.length + page.points.length).toBeLessThanOrEqual(50);
      found.push(...page.points);
      for (const { kind, id, points } of page.groups) {
        const inside = await walk(`${kind}:${id}`);
        expect([kind, id, inside.length]).toEqual([kind, id, points]);
        found.push(...inside);
      }
      count = page.pointCount;
      next = page.next;
    }
    expect([basis, within, found.length]).toEqual([basis, within, count]);
    return found;
  };
  return walk();
}

it("every figure of a full report opens over its rows to points with a series, or says what records it is of", async () => {
  const full = await report();
  const opened = new Map<PointBasis, PointFacts["points"]>();
  for (const row of full.content.figures) {
    const { tables, points, records, unknown } = figureRests(row, full);
    expect([row.id, unknown]).toEqual([row.id, []]);
    if (tables.length === 0)
      expect([row.id, row.figure.value, row.figure.reason]).toEqual([row.id, null, expect.any(String)]);
    else expect([row.id, points.length + records.length > 0]).toEqual([row.id, true]);
    for (const basis of points) {
      const found = opened.get(basis) ?? (await open(basis));
      opened.set(basis, found);
      // What is known of a point that somebody measured ends at the series it is sent as.
      const isMeasured = found.some(({ series, coverage }) => series !== null && coverage > 0);
      if (row.figure.value !== null && records.length === 0)
        expect([row.id, basis, isMeasured]).toEqual([row.id, basis, true]);
    }
  }
  expect(opened.size).toBeGreaterThan(12);
  expect(opened.get("effective")?.length).toBe(racks.length * cardsOfRack);
  expect(opened.get("powered")?.map(({ quantity }) => quantity)).toEqual(racks.map(() => "power"));
  expect(opened.get("healthy")?.length).toBe(racks.length * (1 + cardsOfRack));
  for (const step of ["powered", "healthy", "effective"]) {
    const row = full.content.figures.find(({ id }) => id === `utilisation.${step}_hours`);
    expect([step, row?.figure.value]).toEqual([step, expect.any(Number)]);
  }
});

it("a planner opens what is on and what is faulty, and is told of no tenant and of no card's work in a hall of few", async () => {
  const subjects = async (basis: PointBasis) => (await open(basis, planner)).map(({ subject }) => subject);
  expect((await subjects("healthy")).length).toBe(racks.length * (1 + cardsOfRack));
  const cards = await subjects("effective");
  expect(new Set(cards.map(({ id }) => id.slice(0, 3)))).toEqual(new Set(["s-C"]));
  const told = pointFactsSchema.parse(await ask(`/points/effective?from=${from}&to=${to}`, planner));
  expect([told.pointCount, told.unnamedCount]).toEqual([72, 144]);
  expect(await subjects("accelerator_hours_active")).toEqual([]);
  const none = pointFactsSchema.parse(
    await ask(`/points/effective?from=${from}&to=${to}&within=hall:B`, planner),
  );
  expect(none).toMatchObject({ points: [], groups: [], pointCount: 0 });
});

it("who sees no tenant is told of no sample after the window: one tenant may hold today what several held then", async () => {
  const { rows } = await server.database.ownerPool.query<{ id: number; source: string }>(
    "select id, source_id as source from series where center_id = $1 and labels->>'__name__' = 'utilisation'",
    [center],
  );
  const timesMs = rows.map((_, at) => (at % 2 === 0 ? Date.now() : Date.parse(to) - 60_000));
  await server.telemetry.append({
    centerId: center,
    sourceId: rows[0]?.source ?? "",
    count: rows.length,
    seriesIds: Int32Array.from(rows, ({ id }) => id),
    timesMs: Float64Array.from(timesMs),
    values: new Float64Array(rows.length).fill(0.5),
  });
  const lasts = async (headers?: Record<string, string>) =>
    (await open("effective", headers)).map(({ lastSampleAt }) => lastSampleAt ?? "");
  const isLater = (at: string) => at !== "" && Date.parse(at) >= Date.parse(to);
  expect((await lasts()).some(isLater)).toBe(true);
  const told = await lasts(planner);
  expect(told.filter(isLater)).toEqual([]);
  expect(told.filter((at) => at !== "").length).toBeGreaterThan(0);
});

it("where the number is withheld nothing of its points is told, not even how many", async () => {
  // A window that is no whole local day is withheld.
  const part = `from=2026-05-01T00:00:00Z&to=2026-05-01T01:00:00Z`;
  const told = pointFactsSchema.parse(await ask(`/points/effective?${part}`, planner));
  expect(told).toMatchObject({ points: [], groups: [], pointCount: 0, unnamedCount: null });
});

it("a basis, a place or a page that is none is refused by its field", async () => {
  const refused = async (path: string) =>
    (await server.call(`/api/centers/${center}/points/${path}`, { headers: planner })).text;
  expect(await refused(`charm?from=${from}&to=${to}`)).toContain("basis");
  expect(await refused(`effective?from=${from}&to=${to}&within=moon:1`)).toContain("within");
  expect(await refused(`effective?from=${from}&to=${to}&offset=-1`)).toContain("offset");
});
