import type { CenterDocument, CenterDocumentInput } from "@aidc/contract";
import { centerDocumentSchema } from "@aidc/contract";
import type { BoundPoint, Database } from "@aidc/store";
import { migrate, openDatabase, openInventoryStore, openTelemetryStore } from "@aidc/store";
import { rackCenter, rackCenterDocument, rackId } from "../load/rack-center.ts";

/** December 2024 to December 2025 in Shanghai: the year that is reported and the month before it. */
export const yearOfRollups = { from: "2024-11-30T16:00:00Z", days: 396, period: "2025" } as const;

export interface FilledYear {
  /** Power of every rack. */
  readonly racks: readonly BoundPoint[];
  readonly seconds: number;
}

/** Not an ingest key: nobody asks for it here. */
const sourceId = "00000000-0000-4000-8000-000000000000";
/** Enough of them that nothing is withheld. */
const tenants = ["t1", "t2", "t3", "t4", "t5", "t6"];
/** A part of the racks at a time: no statement runs into its time limit. */
const racksAtOnce = 10;

/** What a rack draws in an hour, as a whole number; the same in SQL below. */
export function wattsAt(rack: number, hourMs: number): number {
  return 15_000 + (rack % 50) * 200 + (((hourMs / 3_600_000) * 7919 + rack * 104_729) % 1000);
}
const wattsInSql =
  "(15000 + rack % 50 * 200 + (extract(epoch from at)::bigint / 3600 * 7919 + rack * 104729) % 1000)";

function reportedCenter(racks: number): CenterDocument {
  const plain = rackCenterDocument(racks, 300);
  return centerDocumentSchema.parse({
    ...plain,
    center: { ...plain.center, ratedItPowerW: 20_000 * racks },
    catalogue: [cards],
    servers: plain.servers.map((one) => ({
      ...one,
      heightU: 8,
      accelerators: { model: cards.id, count: 8 },
    })),
    meters: [{ id: "grid", name: "Grid", role: "grid_import" }],
    tenants: tenants.map((id) => ({ id, name: id })),
    leases: tenants.map((tenant) => ({
      id: `l-${tenant}`,
      tenant,
      resource: "accelerators",
      from: yearOfRollups.from,
      to: null,
      amount: racks,
    })),
  } satisfies CenterDocumentInput);
}

const cards: NonNullable<CenterDocumentInput["catalogue"]>[number] = {
  id: "h100-sxm",
  name: "H100 SXM",
  maker: "NVIDIA",
  memoryGb: 80,
  powerW: 700,
  densePeakTflops: { fp16: 989 },
  evidence: "A",
  source: "datasheet",
  effectiveFrom: "2022-03-22",
};

/**
 * Daily roll-ups as the compaction writes them, of every rack, of the counts of six tenants and of the meter at the
 * boundary, which has 5-minute ones too for its demand. A day of a rack is the sum of its hours.
 */
export async function fillYear(dataDir: string, racks: number): Promise<FilledYear> {
  const startedMs = performance.now();
  const database = await openDatabase({ dataDir, log: () => {} });
  try {
    await migrate(database);
    const inventory = openInventoryStore(database);
    await inventory.writeDocument(reportedCenter(racks));
    const store = await openTelemetryStore(database, { log: () => {} });
    const ids = await store.resolveSeries(rackCenter, sourceId, seriesOf(racks));
    await store.close();
    await insertRollups(database.ownerPool, ids, racks);
    const points = await inventory.readPoints(rackCenter);
    return {
      racks: points.filter(({ subject, quantity }) => subject.kind === "rack" && quantity === "power"),
      seconds: (performance.now() - startedMs) / 1000,
    };
  } finally {
    await database.stop();
  }
}

async function insertRollups(pool: Database["ownerPool"], ids: Int32Array, racks: number): Promise<void> {
  const insert = (text: string, ...values: unknown[]) =>
    pool.query(text, [rackCenter, yearOfRollups.from, yearOfRollups.days, ...values]);
  for (let from = 0; from < racks; from += racksAtOnce)
    await insert(rackDays, [...ids.subarray(from, Math.min(from + racksAtOnce, racks))], from);
  const [grid, ...counts] = ids.subarray(racks);
  const facilityW = `${Math.round(21_000 * 1.25 * racks)}`;
  await insert(steadyRows("rollup_5m", "5 minutes", facilityW), [grid]);
  await insert(steadyRows("rollup_1d", "1 day", facilityW), [grid]);
  await insert(steadyRows("rollup_1d", "1 day", `${racks} - s % 2 * 100`), counts);
  await pool.query("analyze rollup_5m, rollup_1d");
}

function seriesOf(racks: number) {
  const one = (
    kind: "rack" | "tenant" | "meter",
    id: string,
    quantity: "power" | "accelerators_allocated" | "accelerators_active",
  ) => ({
    labels: { __name__: quantity, [kind]: id },
    match: { subject: { kind, id }, quantity, scale: 1, offset: 0 },
  });
  return [
    ...Array.from({ length: racks }, (_, rack) => one("rack", rackId(rack), "power")),
    one("meter", "grid", "power"),
    ...tenants.flatMap((id) => [
      one("tenant", id, "accelerators_allocated"),
      one("tenant", id, "accelerators_active"),
    ]),
  ];
}

const columns = "center_id, series_id, starts_at, ends_at, integral, covered_ms, min, max, samples, resets";

const rackDays = `insert into rollup_1d (${columns})
  select $1, id, day, day + interval '1 day', sum(watts) * 3600000, 86400000, min(watts), max(watts), 288, 0
  from (select id, day, ${wattsInSql} as watts
    from (select id, $5::int + n - 1 as rack from unnest($4::int[]) with ordinality as u(id, n)) r,
      generate_series($2::timestamptz, $2::timestamptz + $3 * interval '1 day' - interval '1 day', interval '1 day') day,
      generate_series(day, day + interval '23 hours', interval '1 hour') at) w
  group by id, day`;

/** The same value over every bucket; `s` is the series. */
const steadyRows = (table: string, width: string, value: string) => `insert into ${table} (${columns})
  select $1, s, at, at + interval '${width}', (${value})::numeric * extract(epoch from interval '${width}')::bigint * 1000,
    extract(epoch from interval '${width}')::int * 1000, ${value}, ${value}, 12, 0
  from unnest($4::int[]) s, generate_series($2::timestamptz, $2::timestamptz + $3 * interval '1 day' - interval '${width}', interval '${width}') at`;
