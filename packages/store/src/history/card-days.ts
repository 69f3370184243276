import type { WindowMs } from "@aidc/contract";
import type { CardTime } from "@aidc/domain";
import { addCardTime, healthyTime, poweredTime } from "@aidc/domain";
import type pg from "pg";
import { rollupTable } from "../rollups/rollup-writer.ts";
import type { BoundPoint, CardDay, CardDays, CardServer, Rollup } from "../store.ts";
import type { HeadReader } from "./head-reader.ts";
import { readRollups } from "./read-rollups.ts";
import { splitAtHead } from "./sum-rollups.ts";

type Client = Pick<pg.ClientBase, "query">;

/** Rows of a table that one statement joins: it is there well within its time limit. */
const rowsAtOnce = 1_000_000;
const roughlyDayMs = 86_400_000;

/**
 * The rule of `poweredTime` and `healthyTime` in domain over days that the database adds up. What a day does not decide
 * is named; days that the journal touches come from `readRollups`. All servers are of one center.
 */
export async function cardDays(
  client: Client,
  head: HeadReader,
  servers: readonly CardServer[],
  window: WindowMs,
): Promise<CardDays> {
  const sums = new DaySums();
  const points = servers.flatMap(({ power, faults }) => [power, ...faults]);
  const split = await splitAtHead(client, head, points, [window, "1d"]);
  if (split?.settled) {
    for (const run of runsOf(split.settled, points.length)) {
      await addPowered(client, servers, run, sums);
      await addHealthy(client, servers, run, sums);
    }
  }
  if (split?.open) addOpen(servers, await readRollups(client, head, points, split.open, "1d"), sums);
  return sums.told();
}

/** Edges of a run cut no day: whichever run a day ends in tells it. */
function runsOf({ fromMs, toMs }: WindowMs, points: number): WindowMs[] {
  const stepMs = Math.max(1, Math.floor(rowsAtOnce / Math.max(1, points))) * roughlyDayMs;
  const runs: WindowMs[] = [];
  for (let atMs = fromMs; atMs < toMs; atMs += stepMs)
    runs.push({ fromMs: atMs, toMs: Math.min(toMs, atMs + stepMs) });
  return runs;
}

interface Row {
  readonly start_ms: number;
  readonly end_ms: number;
  readonly class: number;
  readonly known_ms: number;
  readonly in_ms: number;
  readonly mixed: number[] | null;
}

class DaySums {
  readonly #days = new Map<string, CardDay>();
  readonly #mixed: { seriesId: number; startMs: number; endMs: number }[] = [];

  add(
    of: "powered" | "healthy",
    { startMs, endMs, group }: Pick<CardDay, "startMs" | "endMs" | "group">,
    time: CardTime,
  ): void {
    const key = `${startMs} ${group}`;
    const none = { knownMs: 0, inMs: 0 };
    const day = this.#days.get(key) ?? { startMs, endMs, group, powered: none, healthy: none };
    this.#days.set(key, { ...day, [of]: addCardTime(day[of], time) });
  }

  addMixed(seriesId: number, { startMs, endMs }: Pick<CardDay, "startMs" | "endMs">): void {
    this.#mixed.push({ seriesId, startMs, endMs });
  }

  addRows(of: "powered" | "healthy", rows: readonly Row[]): void {
    for (const row of rows) {
      const day = { startMs: row.start_ms, endMs: row.end_ms, group: row.class };
      this.add(of, day, { knownMs: row.known_ms, inMs: row.in_ms });
      for (const seriesId of row.mixed ?? []) this.addMixed(seriesId, day);
    }
  }

  told(): CardDays {
    const inOrder = (a: CardDay, b: CardDay) => a.startMs - b.startMs || a.group - b.group;
    const mixed = this.#mixed.sort((a, b) => a.startMs - b.startMs || a.seriesId - b.seriesId);
    return { days: [...this.#days.values()].sort(inOrder), mixed };
  }
}

/** Told of a day by the run that it ends in: runs are of 24 hours, days need not be. */
const inRun = (from: number) => `t.ends_at > $${from} and t.ends_at <= $${from + 1}`;

const sumsOf = (cards: string, known: string, on: string) =>
  `coalesce(sum(${cards} * ${known}), 0)::float8 as known_ms, coalesce(sum(${cards} * ${known}) filter (where ${on}), 0)::float8 as in_ms`;

const instants =
  "(extract(epoch from t.starts_at) * 1000)::float8 as start_ms, (extract(epoch from max(t.ends_at)) * 1000)::float8 as end_ms";

async function addPowered(
  client: Client,
  servers: readonly CardServer[],
  run: WindowMs,
  sums: DaySums,
): Promise<void> {
  const told = servers.filter(({ power }) => power.seriesId !== null);
  if (told.length === 0) return;
  const { rows } = await client.query<Row>(
    `select ${instants}, s.class, ${sumsOf("s.cards::bigint", "case when t.min > s.above or t.max <= s.above then t.covered_ms else 0 end", "t.min > s.above")},
        array_agg(t.series_id) filter (where t.min <= s.above and t.max > s.above) as mixed
      from unnest($2::int[], $3::float8[], $4::int[], $5::int[]) s(series_id, above, cards, class)
        join ${rollupTable["1d"]} t on t.center_id = $1 and t.series_id = s.series_id
      where t.starts_at >= $6::timestamptz - interval '26 hours' and t.starts_at < $7 and ${inRun(6)} and t.covered_ms > 0
      group by t.starts_at, s.class`,
    [
      centerOf(told),
      told.map(({ power }) => power.seriesId),
      told.map(({ aboveW }) => aboveW),
      told.map(({ cards }) => cards),
      told.map(({ group }) => group),
      ...[new Date(run.fromMs), new Date(run.toMs)],
    ],
  );
  sums.addRows("powered", rows);
}

/** Of a row of faults: -1 it must be looked at finer, else the time that is known. The power is that of its server. */
const knownHealthy = `case when t.min > 0 then t.covered_ms
    when t.max > 0 then -1
    when coalesce(p.covered_ms, 0) = 0 then 0
    when p.min <= s.above and p.max > s.above then -1
    when greatest(t.covered_ms, p.covered_ms) < extract(epoch from t.ends_at - t.starts_at) * 1000 then -1
    else least(t.covered_ms, p.covered_ms) end`;

async function addHealthy(
  client: Client,
  servers: readonly CardServer[],
  run: WindowMs,
  sums: DaySums,
): Promise<void> {
  const cards = servers.flatMap((server) =>
    server.faults.flatMap(({ seriesId }) => (seriesId === null ? [] : [{ ...server, seriesId }])),
  );
  if (cards.length === 0) return;
  const { rows } = await client.query<Row>(
    `select (extract(epoch from k.starts_at) * 1000)::float8 as start_ms, (extract(epoch from max(k.ends_at)) * 1000)::float8 as end_ms,
        k.class, coalesce(sum(k.known) filter (where k.known > 0), 0)::float8 as known_ms,
        coalesce(sum(k.known) filter (where k.known > 0 and k.healthy), 0)::float8 as in_ms,
        array_agg(k.series_id) filter (where k.known < 0) as mixed
      from (
        select t.series_id, t.starts_at, t.ends_at, s.class, ${knownHealthy} as known, t.max <= 0 and p.min > s.above as healthy
        from unnest($2::int[], $3::int[], $4::float8[], $5::int[]) s(series_id, power_id, above, class)
          join ${rollupTable["1d"]} t on t.center_id = $1 and t.series_id = s.series_id
          left join ${rollupTable["1d"]} p on p.center_id = $1 and p.series_id = s.power_id and p.starts_at = t.starts_at
        where t.starts_at >= $6::timestamptz - interval '26 hours' and t.starts_at < $7 and ${inRun(6)} and t.covered_ms > 0
      ) k
      group by k.starts_at, k.class`,
    [
      centerOf(servers),
      cards.map(({ seriesId }) => seriesId),
      cards.map(({ power }) => power.seriesId),
      cards.map(({ aboveW }) => aboveW),
      cards.map(({ group }) => group),
      ...[new Date(run.fromMs), new Date(run.toMs)],
    ],
  );
  sums.addRows("healthy", rows);
}

const centerOf = ([first]: readonly CardServer[]): string => first?.power.centerId ?? "";

/** @param rows of each server its power and then its faults */
function addOpen(servers: readonly CardServer[], rows: readonly (readonly Rollup[])[], sums: DaySums): void {
  let next = 0;
  for (const { faults, power, ...server } of servers) {
    const powerDays = rows[next++] ?? [];
    const byStart = new Map(powerDays.map((day) => [day.startMs, day]));
    for (const day of powerDays) {
      const time = poweredTime(day, { ...server, isFinest: false });
      const ofAll = time && { knownMs: time.knownMs * server.cards, inMs: time.inMs * server.cards };
      addJudged("powered", { day, group: server.group, point: power }, ofAll, sums);
    }
    for (const point of faults)
      for (const day of rows[next++] ?? []) {
        const rule = { ...server, isFinest: false, lengthMs: day.endMs - day.startMs };
        const time = healthyTime(day, byStart.get(day.startMs), rule);
        addJudged("healthy", { day, group: server.group, point }, time, sums);
      }
  }
}

function addJudged(
  of: "powered" | "healthy",
  { day, group, point }: { readonly day: Rollup; readonly group: number; readonly point: BoundPoint },
  time: CardTime | null,
  sums: DaySums,
): void {
  if (day.coveredMs === 0) return;
  const { startMs, endMs } = day;
  sums.add(of, { startMs, endMs, group }, time ?? { knownMs: 0, inMs: 0 });
  if (time === null && point.seriesId !== null) sums.addMixed(point.seriesId, { startMs, endMs });
}
