import type { WindowMs } from "@aidc/contract";
import type { CardTime, ToldTime } from "@aidc/domain";
import { addCardTime, healthyTime, poweredTime } from "@aidc/domain";
import type pg from "pg";
import { rollupTable } from "../rollups/rollup-writer.ts";
import type { BoundPoint, CardDay, CardDays, CardServer, Rollup } from "../store.ts";
import type { HeadReader } from "./head-reader.ts";
import type { AheadStep } from "./kept-days.ts";
import { daysAtOnce, KeptDays, nothingAhead } from "./kept-days.ts";
import { readRollups } from "./read-rollups.ts";
import { runsOfDays } from "./runs-of-days.ts";
import { splitAtHead } from "./sum-rollups.ts";

type Client = Pick<pg.ClientBase, "query">;

/** Rows of single days that one statement looks up. */
const lookedUpAtOnce = 20_000;

/**
 * The rule of `poweredTime` and `healthyTime` in domain over days that the database adds up, by the begin of the day alone.
 * What a day does not decide is named; days that the journal touches come from `readRollups`. Servers are of one center.
 * @param kept what was found before in days that only roll-ups tell
 */
export async function cardDays(
  client: Client,
  head: HeadReader,
  servers: readonly CardServer[],
  window: WindowMs,
  kept: KeptDays<CardDays> = keepCardDays(),
): Promise<CardDays> {
  const points = pointsOf(servers);
  const split = await splitAtHead(client, head, points, [window, "1d"]);
  const told: CardDays[] = [];
  if (split?.settled) {
    const { asked, read } = judging(client, servers, [split.settled, split.timeZone]);
    told.push(...(await kept.over(client, asked, read)).values());
  }
  if (split?.open) {
    const sums = new DaySums();
    addOpen(servers, await readRollups(client, head, points, split.open, "1d"), sums);
    told.push(...sums.told().values());
  }
  return { days: told.flatMap(({ days }) => days), mixed: told.flatMap(({ mixed }) => mixed) };
}

/** Judges some of the days that only roll-ups tell before anybody asks for them. */
export async function cardDaysAhead(
  client: Client,
  head: HeadReader,
  servers: readonly CardServer[],
  window: WindowMs,
  kept: KeptDays<CardDays>,
): Promise<AheadStep> {
  const points = pointsOf(servers);
  const split = await splitAtHead(client, head, points, [window, "1d"]);
  if (!split?.settled) return nothingAhead;
  const { asked, read } = judging(client, servers, [split.settled, split.timeZone]);
  return kept.ahead(client, asked, daysAtOnce(points.length), read);
}

const pointsOf = (servers: readonly CardServer[]): BoundPoint[] =>
  servers.flatMap(({ power, faults }) => [power, ...faults]);

function judging(
  client: Client,
  servers: readonly CardServer[],
  [settled, timeZone]: readonly [WindowMs, string],
) {
  const count = pointsOf(servers).length;
  return {
    asked: { centerId: centerOf(servers), timeZone, windows: [settled], of: servers.map(judgedFrom) },
    read: (windows: readonly WindowMs[]) =>
      judge(
        client,
        servers,
        windows.flatMap((one) => runsOfDays(one, count, timeZone)),
      ),
  };
}

export const keepCardDays = (): KeptDays<CardDays> =>
  new KeptDays(({ days, mixed }) => days.length + mixed.length);

const judgedFrom = ({ power, aboveW, cards, group, faults }: CardServer) => [
  ...[power.seriesId, aboveW, cards, group],
  faults.map(({ seriesId }) => seriesId),
];

async function judge(
  client: Client,
  servers: readonly CardServer[],
  runs: readonly WindowMs[],
): Promise<Map<number, CardDays>> {
  const sums = new DaySums();
  for (const run of runs) {
    const powers = new PowerDays();
    for (const alike of Map.groupBy(servers, kindOf).values()) {
      await addPowered(client, alike, run, { powers, sums });
      await addHealthy(client, alike, run, { powers, sums });
    }
  }
  return sums.told();
}

type ToldDay = Pick<ToldTime, "coveredMs" | "min" | "max">;

/** Servers that were not on and heard from beginning to end of a day; on a day that is told all others were. */
class PowerDays {
  readonly #told = new Map<string, Map<number, ToldDay | null>>();

  /** @param unlike null: the day tells nothing of the server */
  tell(alike: string, startMs: number, unlike: Map<number, ToldDay | null>): void {
    this.#told.set(`${alike} ${startMs}`, unlike);
  }

  /** With what the day tells of each. */
  unlike(servers: readonly CardServer[], startMs: number): (readonly [CardServer, ToldDay | null])[] {
    const [first] = servers;
    const told = first && this.#told.get(`${kindOf(first)} ${startMs}`);
    return servers.flatMap((server): (readonly [CardServer, ToldDay | null])[] => {
      const own = told ? told.get(server.power.seriesId ?? -1) : null;
      return own === undefined ? [] : [[server, own]];
    });
  }
}

/** One threshold, as many cards: what the database adds up of them at once. */
const kindOf = ({ group, aboveW, cards }: CardServer): string => `${group} ${aboveW} ${cards}`;

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
    this.#days.set(key, { ...day, [of]: addCardTime([day[of], time]) });
  }

  addMixed(seriesId: number, { startMs, endMs }: Pick<CardDay, "startMs" | "endMs">): void {
    this.#mixed.push({ seriesId, startMs, endMs });
  }

  /** By the begin of the day, in order. */
  told(): Map<number, CardDays> {
    const mixed = Map.groupBy(
      this.#mixed.sort((a, b) => a.seriesId - b.seriesId),
      ({ startMs }) => startMs,
    );
    const days = [...this.#days.values()].sort((a, b) => a.startMs - b.startMs || a.group - b.group);
    const byDay = Map.groupBy(days, ({ startMs }) => startMs);
    return new Map([...byDay].map(([at, own]) => [at, { days: own, mixed: mixed.get(at) ?? [] }]));
  }
}

const instants =
  "(extract(epoch from t.starts_at) * 1000)::float8 as start_ms, (extract(epoch from max(t.ends_at)) * 1000)::float8 as end_ms";
const within = `t.center_id = $1 and t.series_id = any($2::int[])
  and t.starts_at >= $3 and t.starts_at < $4 and t.ends_at <= $4 and t.covered_ms > 0`;
const isWhole = "t.covered_ms >= date_part('epoch', t.ends_at - t.starts_at) * 1000";

interface DayRow {
  readonly start_ms: number;
  readonly end_ms: number;
  readonly known_ms: number;
  readonly in_ms: number;
  readonly mixed: number[] | null;
}

interface PowerRow extends DayRow {
  /** Those that the day tells of; null: all. */
  readonly told: number[] | null;
  /** Those of them that were not on all of it. */
  readonly unlike: number[] | null;
  readonly covered: number[] | null;
  readonly least: number[] | null;
  readonly most: number[] | null;
}

interface Into {
  readonly powers: PowerDays;
  readonly sums: DaySums;
}

async function addPowered(
  client: Client,
  alike: readonly CardServer[],
  run: WindowMs,
  { powers, sums }: Into,
): Promise<void> {
  const [first] = alike;
  if (!first) return;
  const { aboveW, cards, group } = first;
  const ids = alike.flatMap(({ power }) => power.seriesId ?? []);
  const unlike = `filter (where not (t.min > $5 and ${isWhole}))`;
  const { rows } = await client.query<PowerRow>(
    `select ${instants}, case when count(*) < $6::int then array_agg(t.series_id) end as told,
        coalesce(sum(t.covered_ms) filter (where t.min > $5 or t.max <= $5), 0)::float8 as known_ms,
        coalesce(sum(t.covered_ms) filter (where t.min > $5), 0)::float8 as in_ms,
        array_agg(t.series_id) filter (where t.min <= $5 and t.max > $5) as mixed,
        array_agg(t.series_id) ${unlike} as unlike, array_agg(t.covered_ms) ${unlike} as covered,
        array_agg(t.min) ${unlike} as least, array_agg(t.max) ${unlike} as most
      from ${rollupTable["1d"]} t where ${within} group by t.starts_at`,
    [centerOf(alike), ids, ...edgesOf(run), aboveW, ids.length],
  );
  for (const row of rows) {
    const day = { startMs: row.start_ms, endMs: row.end_ms, group };
    sums.add("powered", day, { knownMs: row.known_ms * cards, inMs: row.in_ms * cards });
    for (const seriesId of row.mixed ?? []) sums.addMixed(seriesId, day);
    powers.tell(kindOf(first), day.startMs, unlikeOf(ids, row));
  }
}

function unlikeOf(ids: readonly number[], row: PowerRow): Map<number, ToldDay | null> {
  const told = row.told === null ? null : new Set(row.told);
  const silent = told === null ? [] : ids.filter((id) => !told.has(id));
  const heard = (row.unlike ?? []).map((id, at): [number, ToldDay] => [
    id,
    { coveredMs: row.covered?.[at] ?? 0, min: row.least?.[at] ?? null, max: row.most?.[at] ?? null },
  ]);
  return new Map<number, ToldDay | null>([...silent.map((id): [number, null] => [id, null]), ...heard]);
}

/** First as if every server had been on all the time; cards of those that were not are then judged one by one. */
async function addHealthy(
  client: Client,
  alike: readonly CardServer[],
  run: WindowMs,
  { powers, sums }: Into,
): Promise<void> {
  const ids = alike.flatMap(({ faults }) => faults.flatMap(({ seriesId }) => seriesId ?? []));
  const [first] = alike;
  if (!first || ids.length === 0) return;
  const { rows } = await client.query<DayRow>(
    `select ${instants}, coalesce(sum(t.covered_ms) filter (where t.min > 0 or t.max <= 0), 0)::float8 as known_ms,
        coalesce(sum(t.covered_ms) filter (where t.max <= 0), 0)::float8 as in_ms,
        array_agg(t.series_id) filter (where t.min <= 0 and t.max > 0) as mixed
      from ${rollupTable["1d"]} t where ${within} group by t.starts_at`,
    [centerOf(alike), ids, ...edgesOf(run)],
  );
  const unlike: UnlikeCard[] = [];
  for (const row of rows) {
    const day = { startMs: row.start_ms, endMs: row.end_ms, group: first.group };
    sums.add("healthy", day, { knownMs: row.known_ms, inMs: row.in_ms });
    for (const seriesId of row.mixed ?? []) sums.addMixed(seriesId, day);
    for (const [server, power] of powers.unlike(alike, day.startMs))
      for (const { seriesId } of server.faults)
        if (seriesId !== null) unlike.push({ seriesId, server, power, day });
  }
  for (let at = 0; at < unlike.length; at += lookedUpAtOnce)
    await judgeUnlike(client, unlike.slice(at, at + lookedUpAtOnce), sums);
}

interface UnlikeCard {
  readonly seriesId: number;
  readonly server: CardServer;
  readonly power: ToldDay | null;
  readonly day: Pick<CardDay, "startMs" | "endMs" | "group">;
}

/** A card with a fault is not healthy whatever its server draws: only those without one are looked up. */
async function judgeUnlike(client: Client, cards: readonly UnlikeCard[], sums: DaySums): Promise<void> {
  const { rows } = await client.query<{ at: number; covered_ms: number }>(
    `select s.at::int as at, t.covered_ms from unnest($2::int[], $3::float8[]) with ordinality as s(series_id, from_ms, at)
        cross join lateral (select f.covered_ms from ${rollupTable["1d"]} f where f.center_id = $1 and f.series_id = s.series_id
          and f.starts_at = to_timestamp(s.from_ms / 1000) and f.covered_ms > 0 and f.max <= 0) t`,
    [
      centerOf(cards.map(({ server }) => server)),
      cards.map(({ seriesId }) => seriesId),
      cards.map(({ day }) => day.startMs),
    ],
  );
  for (const { at, covered_ms: coveredMs } of rows) {
    const card = cards[at - 1];
    if (!card) continue;
    const { day, server, power, seriesId } = card;
    const rule = { aboveW: server.aboveW, isFinest: false, lengthMs: day.endMs - day.startMs };
    const told = power ? { ...power, integral: 0n } : undefined;
    const time = healthyTime({ integral: 0n, coveredMs, min: 0, max: 0 }, told, rule);
    const { knownMs, inMs } = time ?? { knownMs: 0, inMs: 0 };
    sums.add("healthy", day, { knownMs: knownMs - coveredMs, inMs: inMs - coveredMs });
    if (time === null) sums.addMixed(seriesId, day);
  }
}

const edgesOf = ({ fromMs, toMs }: WindowMs): Date[] => [new Date(fromMs), new Date(toMs)];
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
