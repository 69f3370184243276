import type { WindowMs } from "@aidc/contract";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sample } from "../compaction/compaction.fixture.ts";
import { CompactionBench } from "../compaction/compaction.fixture.ts";
import type { BoundPoint, CardServer } from "../store.ts";
import { cardDays, cardDaysAhead, keepCardDays } from "./card-days.ts";
import type { HeadReader } from "./head-reader.ts";
import type { AheadStep } from "./kept-days.ts";
import { KeptDays } from "./kept-days.ts";
import { keepSums, sumDays, sumDaysAhead } from "./sum-rollups.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const first = Date.parse("2026-03-01T00:00:00+08:00");
const days = 12;
const period: WindowMs = { fromMs: first, toMs: first + days * dayMs };
const nothing: HeadReader = { read: () => null, span: () => null };
const id = (point: BoundPoint | undefined) => point?.seriesId ?? Number.NaN;

describe("days that are kept", () => {
  let bench: CompactionBench;
  let server: CardServer;
  beforeAll(async () => {
    bench = await CompactionBench.open();
    server = await aServer();
    await take(Array.from({ length: days }, (_, day) => samplesOf(server, day)).flat());
  });
  afterAll(() => bench.close());

  async function aServer(): Promise<CardServer> {
    const [power, ...faults] = await bench.addSeries([
      { quantity: "power" },
      { quantity: "fault_code" },
      { quantity: "fault_code" },
    ]);
    if (power === undefined) throw new Error("a series was added");
    return { power, aboveW: 200, cards: 2, faults, group: 0 };
  }

  /** The second hour of a day, a sample each minute. */
  const samplesOf = ({ power, faults }: CardServer, day: number): Sample[] =>
    Array.from({ length: 60 }, (_, minute) => first + day * dayMs + hourMs + minute * 60_000).flatMap(
      (atMs): Sample[] => [[id(power), atMs, 900], ...faults.map((fault): Sample => [id(fault), atMs, 0])],
    );

  /** For a minute of the fifth hour of a day. */
  const offOn = ({ power }: CardServer, day: number): Sample[] =>
    [0, 1].map((at) => [id(power), first + day * dayMs + 4 * hourMs + at * 60_000, 0]);

  const take = async (samples: readonly Sample[]) => {
    await bench.journal(samples);
    await bench.compact();
  };

  /** Which days were added up again, by their place in the period. */
  function watched(after: (text: string) => Promise<void> = async () => {}) {
    const read: [number, number][] = [];
    const query = async (text: string, values?: unknown[]) => {
      const answer = await bench.client.query(text, values);
      const edges = values?.filter((value) => value instanceof Date) ?? [];
      const [from = 0, to = 0] = edges.map((edge) => (edge.getTime() - first) / dayMs);
      if (text.includes("from rollup_1d t")) read.push([from, to]);
      await after(text);
      return answer;
    };
    const get = (target: pg.Client, key: string | symbol) =>
      key === "query" ? query : Reflect.get(target, key);
    return { client: new Proxy(bench.client, { get }), read };
  }

  const fresh = (of = server) => cardDays(bench.client, nothing, [of], period);

  it("are added up once, and again when a sample came late or a roll-up went, and no others with them", async () => {
    const kept = keepCardDays();
    const { client, read } = watched();
    const now = () => cardDays(client, nothing, [server], period, kept);
    const before = await now();
    expect(before).toEqual(await fresh());
    expect(new Set(read.splice(0).map(String))).toEqual(new Set([`0,${days}`]));
    expect(await now()).toEqual(before);
    // Samples that are there already change nothing.
    await take(samplesOf(server, 3));
    expect(await now()).toEqual(before);
    expect(read).toEqual([]);

    await take(offOn(server, 9));
    const late = await now();
    expect(late).not.toEqual(before);
    expect(late).toEqual(await fresh());
    expect(new Set(read.splice(0).map(String))).toEqual(new Set(["9,10"]));

    await bench.client.query("delete from rollup_1d where series_id = $1 and starts_at = $2", [
      id(server.power),
      new Date(first + dayMs),
    ]);
    expect(await now()).toEqual(await fresh());
    expect(new Set(read.splice(0).map(String))).toEqual(new Set(["1,2"]));
    await bench.client.query("update rollup_1d set min = 100, max = 150 where series_id = $1", [
      id(server.power),
    ]);
    expect(await now()).toEqual(await fresh());
    expect(await now()).not.toEqual(late);
  });

  it("are another question where a rated power, a card or the length of the period is another", async () => {
    const kept = keepCardDays();
    const [one, own] = [await aServer(), watched()];
    await take([0, 1, 2].flatMap((day) => samplesOf(one, day)));
    const ask = (of: CardServer, over = period) => cardDays(own.client, nothing, [of], over, kept);
    const before = await ask(one);
    for (const other of [
      { ...one, aboveW: 1_000 },
      { ...one, cards: 1, faults: one.faults.slice(1) },
    ]) {
      expect(await ask(other)).toEqual(await fresh(other));
      expect(await ask(other)).not.toEqual(before);
    }
    own.read.length = 0;
    const shorter = await ask(one, { fromMs: first + dayMs, toMs: first + 2 * dayMs });
    expect(shorter.days).toEqual(before.days.filter(({ startMs }) => startMs === first + dayMs));
    expect(own.read).toEqual([]);
  });

  it("do not stay when they are written while they are read", async () => {
    const kept = keepCardDays();
    const one = await aServer();
    await take(samplesOf(one, 0));
    let isWritten = false;
    const { client } = watched(async (text) => {
      const isPowers = text.includes("from rollup_1d t");
      if (!isPowers || isWritten) return;
      isWritten = true;
      // What was read of the power is over before the faults are.
      await take(offOn(one, 0));
    });
    const between = await cardDays(client, nothing, [one], period, kept);
    expect(isWritten).toBe(true);
    const after = await cardDays(client, nothing, [one], period, kept);
    expect(after).toEqual(await fresh(one));
    expect(after).not.toEqual(between);
  });

  const add = "update rollup_1d set covered_ms = covered_ms + 1 where series_id = $1 and starts_at = $2";

  it("follow whoever writes roll-ups once it is certain, each process by itself", async () => {
    const [one, other] = [keepCardDays(), keepCardDays()];
    const now = async () => {
      const expected = await fresh();
      for (const kept of [one, other])
        expect(await cardDays(bench.client, nothing, [server], period, kept)).toEqual(expected);
      return expected;
    };
    const before = await now();
    const writer = new pg.Client({ connectionString: bench.database.url });
    await writer.connect();
    try {
      const change = () => writer.query(add, [id(server.power), new Date(first + 2 * dayMs)]);
      await writer.query("begin");
      await change();
      expect(await now()).toEqual(before);
      await writer.query("rollback");
      expect(await now()).toEqual(before);
      await writer.query("begin");
      await change();
      expect(await now()).toEqual(before);
      await writer.query("commit");
      expect(await now()).not.toEqual(before);
    } finally {
      await writer.end();
    }
  });

  it("are read again after roll-ups came from a backup, or are not there any more", async () => {
    const kept = keepCardDays();
    const now = () => cardDays(bench.client, nothing, [server], period, kept);
    const before = await now();
    await bench.client.query("create table backup as table rollup_1d");
    await bench.client.query("truncate rollup_1d");
    expect(await now()).toEqual({ days: [], mixed: [] });
    // As pg_restore loads rows.
    await bench.client.query(
      "begin; set local search_path to ''; insert into public.rollup_1d table public.backup; commit",
    );
    expect(await now()).toEqual(before);
    await bench.client.query(add, [id(server.power), new Date(first)]);
    expect(await now()).not.toEqual(before);
    await bench.client.query("delete from rollup_1d");
    await bench.client.query("insert into rollup_1d table backup; drop table backup");
    expect(await now()).toEqual(before);
  });

  it("are read each time where nobody says whether they changed, and where they are of another calendar", async () => {
    const kept = keepCardDays();
    const { client, read } = watched();
    const over = { fromMs: period.fromMs, toMs: first + 4 * dayMs };
    const now = () => cardDays(client, nothing, [server], over, kept);
    const before = await now();
    await bench.client.query("delete from rollup_1d_state where starts_at = $1", [new Date(first + dayMs)]);
    for (let time = 0; time < 2; time++) {
      read.length = 0;
      expect(await now()).toEqual(before);
      expect(new Set(read.map(String))).toEqual(new Set(["1,2"]));
    }
    await bench.client.query("update center set time_zone = 'Europe/Berlin'");
    try {
      for (let time = 0; time < 2; time++)
        expect(await now()).toEqual(await cardDays(bench.client, nothing, [server], over));
    } finally {
      await bench.client.query("update center set time_zone = 'Asia/Shanghai'");
    }
  });

  it("tell what the roll-ups tell, whatever comes in whatever order", async () => {
    const [kept, one] = [keepCardDays(), await aServer()];
    const sample = fc.tuple(fc.nat(2), fc.integer({ min: 0, max: days * 24 * 12 - 1 }), fc.nat(3));
    await fc.assert(
      fc.asyncProperty(fc.array(sample, { minLength: 1, maxLength: 12 }), async (samples) => {
        const points = [one.power, ...one.faults];
        await take(
          samples.map(
            ([at, step, level]): Sample => [
              id(points[at]),
              first + step * 300_000,
              at === 0 ? level * 150 : level,
            ],
          ),
        );
        expect(await cardDays(bench.client, nothing, [one], period, kept)).toEqual(await fresh(one));
      }),
      { numRuns: 20 },
    );
  });

  it("are kept of sums of many points too, and read again when one of them changes", async () => {
    const points = await bench.addSeries(Array.from({ length: 120 }, () => ({ quantity: "power" as const })));
    await take(
      points.flatMap((point) => [0, 1].map((minute): Sample => [id(point), first + minute * 60_000, 5])),
    );
    const [kept, { client, read }] = [keepSums(), watched()];
    const halves: WindowMs[] = [
      { fromMs: first, toMs: first + 2 * dayMs },
      { fromMs: first + 4 * dayMs, toMs: period.toMs },
    ];
    const sums = (of: typeof kept | undefined) => sumDays(client, nothing, [points], [halves, "1d"], of);
    const before = await sums(kept);
    expect(before).toEqual(await sums(undefined));
    read.length = 0;
    expect(await sums(kept)).toEqual(before);
    expect(read).toEqual([]);
    await take([0, 1].map((minute): Sample => [id(points[7]), first + 5 * dayMs + minute * 60_000, 5]));
    const after = await sums(kept);
    expect(read.splice(0)).toEqual([[5, 6]]);
    expect(after[0]).toHaveLength(2);
    expect(after).toEqual(await sums(undefined));
  });

  describe("ahead", () => {
    const all = async (step: () => Promise<AheadStep>) => {
      const steps = [await step()];
      for (let last = steps[0]; last?.hasRoom && last.left > 0; last = steps.at(-1)) steps.push(await step());
      return steps;
    };

    it("are found newest first, some at a time, so that who asks reads nothing", async () => {
      const kept = keepSums();
      const { client, read } = watched();
      const told = await bench.addSeries(Array.from({ length: 100 }, () => ({ quantity: "power" as const })));
      await take(
        [1, 2, 3, 5].flatMap((day) =>
          told.map((point): Sample => [id(point), first + day * dayMs + hourMs, 5]),
        ),
      );
      // Of so many points a step takes two days; most of them tell nothing.
      const silent = (point: BoundPoint) =>
        Array.from({ length: 1_249 }, (_, at) => ({ ...point, seriesId: 10_000 * id(point) + at }));
      const groups = [[...told, ...told.flatMap(silent)]];
      const over = { fromMs: first, toMs: first + 6 * dayMs };
      const steps = await all(() => sumDaysAhead(client, nothing, groups, over, kept));
      expect(steps).toEqual([
        { days: 2, left: 4, hasRoom: true },
        { days: 2, left: 2, hasRoom: true },
        { days: 2, left: 0, hasRoom: true },
      ]);
      expect(read.splice(0)).toEqual([
        [4, 6],
        [2, 4],
        [0, 2],
      ]);
      const sums = (of?: typeof kept) => sumDays(client, nothing, groups, [[over], "1d"], of);
      const ahead = await sums(kept);
      expect(read).toEqual([]);
      expect(ahead[0]).toHaveLength(4);
      expect(ahead).toEqual(await sums());
    });

    it("are found anew when a sample came late or a roll-up was corrected, and by a process that has started anew", async () => {
      const { client, read } = watched();
      const found = (kept: ReturnType<typeof keepCardDays>) =>
        all(() => cardDaysAhead(client, nothing, [server], period, kept));
      const asked = (kept: ReturnType<typeof keepCardDays>) =>
        cardDays(client, nothing, [server], period, kept);
      const kept = keepCardDays();
      expect(await found(kept)).toEqual([{ days, left: 0, hasRoom: true }]);
      read.length = 0;
      expect(await found(kept)).toEqual([{ days: 0, left: 0, hasRoom: true }]);
      expect(read).toEqual([]);
      await take(offOn(server, 6));
      await bench.client.query(add, [id(server.power), new Date(first + 8 * dayMs)]);
      for (const [process, ofIt] of [
        [kept, 2],
        [keepCardDays(), days],
      ] as const) {
        expect(await found(process)).toEqual([{ days: ofIt, left: 0, hasRoom: true }]);
        read.length = 0;
        const now = await asked(process);
        expect(read).toEqual([]);
        expect(now).toEqual(await fresh());
        read.length = 0;
      }
    });

    it("leave days alone that the journal still writes, and those that nobody says the state of", async () => {
      const { client, read } = watched();
      const one = await aServer();
      await take([0, 1, 2].flatMap((day) => samplesOf(one, day)));
      const span = { fromMs: first + 2 * dayMs, toMs: first + 2 * dayMs + 1 };
      const head: HeadReader = { read: () => null, span: () => span };
      await bench.client.query("delete from rollup_1d_state where starts_at = $1", [new Date(first)]);
      const over = { fromMs: first, toMs: first + 3 * dayMs };
      const steps = await all(() => cardDaysAhead(client, head, [one], over, keepCardDays()));
      expect(steps).toEqual([{ days: 0, left: 0, hasRoom: true }]);
      await take(offOn(one, 0));
      expect(await all(() => cardDaysAhead(client, head, [one], over, keepCardDays()))).toEqual([
        { days: 1, left: 0, hasRoom: true },
      ]);
      expect(new Set(read.map(String))).toEqual(new Set(["0,1"]));
    });

    it("take the place of nothing that was asked for lately", async () => {
      let nowMs = 0;
      const small = new KeptDays<number>(
        () => 1,
        30,
        () => nowMs,
      );
      const read = async (windows: readonly WindowMs[]) =>
        new Map(
          windows.flatMap(({ fromMs, toMs }) =>
            [...Array((toMs - fromMs) / dayMs).keys()].map((day) => [fromMs + day * dayMs, day]),
          ),
        );
      const question = (of: string) => ({ centerId: "c", timeZone: "Asia/Shanghai", windows: [period], of });
      let readAhead = 0;
      const ahead = (of: string) =>
        small.ahead(bench.client, question(of), days, async (windows) => {
          readAhead++;
          return read(windows);
        });
      const isRead = async (of: string) => {
        let asked = false;
        await small.over(bench.client, question(of), async (windows) => {
          asked = true;
          return read(windows);
        });
        return asked;
      };
      expect(await isRead("wanted")).toBe(true);
      expect(await ahead("next")).toEqual({ days: 0, left: days, hasRoom: false });
      expect(readAhead, "where there is no room").toBe(0);
      expect(await isRead("wanted")).toBe(false);
      nowMs += 3_600_001;
      expect(await ahead("next")).toEqual({ days, left: 0, hasRoom: true });
      expect([await isRead("next"), await isRead("wanted")]).toEqual([false, true]);
    });
  });

  it("make room for what is asked for now", async () => {
    const small = new KeptDays<number>(() => 1, 30);
    const ask = async (of: string) => {
      let asked = 0;
      const read = async (windows: readonly WindowMs[]) => {
        asked += windows.length;
        return new Map(Array.from({ length: days }, (_, day) => [first + day * dayMs, day]));
      };
      const question = { centerId: "c", timeZone: "Asia/Shanghai", windows: [period], of };
      expect([...(await small.over(bench.client, question, read)).values()]).toHaveLength(days);
      return asked;
    };
    expect([await ask("one"), await ask("one"), await ask("two"), await ask("two")]).toEqual([1, 0, 1, 0]);
    expect([await ask("one"), await ask("one")]).toEqual([1, 0]);
  });
});
