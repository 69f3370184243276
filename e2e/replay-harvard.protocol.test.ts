import { rackStateSchema } from "@aidc/contract";
import { eventually, testData } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Api } from "./support/api.ts";
import { openApi } from "./support/api.ts";
import type { OutageDay } from "./support/harvard.ts";
import { freshnessBefore, integrate, readOutageDay } from "./support/harvard.ts";
import { boardOf, journalOf, silentBefore, silentSince, stillRaised } from "./support/harvard-alarms.ts";
import type { Server } from "./support/server.ts";
import { startServer } from "./support/server.ts";

/** The recorded power-down of 906 servers: who fell silent, when, and not a watt across the hole. */

const folder = testData("harvard-fasrc-ipmi");
const at = (clock: string) => Date.parse(`2025-06-03T${clock}Z`);
const endOfDay = at("23:59:59") + 1000;
const patience = { timeout: 240_000 };

describe.skipIf(folder === null)("the outage day (needs shared data harvard-fasrc-ipmi)", () => {
  let server: Server;
  let api: Api;
  let day: OutageDay;
  beforeAll(async () => {
    day = await readOutageDay(folder ?? "");
    server = await startServer();
    api = await openApi(server);
  });
  afterAll(() => server?.close());

  const replay = async (...bounds: string[]): Promise<unknown> =>
    JSON.parse(await server.aidc("replay", "harvard-ipmi", folder ?? "", "--center", "harvard", ...bounds));
  /** Freshness by server, from the racks as the rack page shows them. */
  const shown = async (): Promise<Map<string, string>> => {
    const { racks } = await api.document("harvard");
    const freshness = new Map<string, string>();
    for (const { id } of racks) {
      const rack = rackStateSchema.parse(await api.call("GET", `/centers/harvard/racks/${id}`));
      for (const one of rack.servers) freshness.set(one.id, one.power.freshness);
    }
    return freshness;
  };
  /** Alarms are judged on recorded time: the newest sample before the clock. */
  const judgedAt = (beforeMs: number) =>
    eventually(
      async () => expect((await boardOf(api, "harvard")).nowMs).toBe(silentBefore(day, beforeMs).nowMs),
      { timeoutMs: 120_000 },
    );
  const expectFreshness = async (beforeMs: number) => {
    const expected = sortedEntries(freshnessBefore(day, beforeMs));
    await eventually(async () => expect(sortedEntries(await shown())).toEqual(expected), {
      timeoutMs: 120_000,
    });
    return tally(expected);
  };

  test("minute by minute, exactly the servers that fell silent go late, then stale", patience, async () => {
    const clocks = ["02:38:00", "02:39:00", "02:40:00", "02:41:00", "02:42:00"];
    const told: string[] = [];
    let from: string[] = [];
    for (const clock of clocks) {
      await replay(...from, "--to", `2025-06-03T${clock}Z`);
      const counts = await expectFreshness(at(clock));
      await judgedAt(at(clock));
      told.push(`${clock} ${JSON.stringify(counts)}`);
      if (clock === "02:38:00") expect(counts).toEqual({ live: 878, none: 28 });
      if (clock === "02:40:00") expect(counts).not.toHaveProperty("stale");
      if (clock === "02:42:00") expect(counts).toEqual({ live: 2, none: 28, stale: 876 });
      from = ["--from", `2025-06-03T${clock}Z`];
    }
    process.stdout.write(`harvard, before: ${told.join(" · ")}\n`);
  });

  test("the power-down is one root, and each silent server an alarm below it", patience, async () => {
    for (const [from, to] of [
      ["02:42:00", "02:43:00"],
      ["02:43:00", "02:44:00"],
    ]) {
      await replay("--from", `2025-06-03T${from}Z`, "--to", `2025-06-03T${to}Z`);
      await judgedAt(at(to ?? ""));
    }
    const expected = silentBefore(day, at("02:44:00"));
    expect([expected.servers.length, expected.racks.length, expected.racksHeard]).toEqual([876, 17, 18]);
    const lines = await eventually(
      async () => {
        const written = await journalOf(api, "harvard");
        expect(stillRaised(written, "server-silent")).toEqual(expected.servers.toSorted());
        expect(stillRaised(written, "rack-silent")).toEqual(expected.racks.toSorted());
        expect(stillRaised(written, "hall-silent")).toEqual(["holy"]);
        return written;
      },
      { timeoutMs: 120_000 },
    );
    // Two hosts answered all the time: nobody lost the source.
    expect(stillRaised(lines, "source-lost")).toEqual([]);
    for (const { alarm, atMs } of lines.filter(({ rule }) => rule === "server-silent")) {
      const sinceMs = silentSince(day, alarm.slice("server-silent/server/".length), at("02:44:00"));
      // Judged at least once a poll, and raised when half a minute has passed.
      expect(atMs - sinceMs, alarm).toBeGreaterThanOrEqual(30_000);
      expect(atMs - sinceMs, alarm).toBeLessThanOrEqual(125_000);
    }
    const board = await boardOf(api, "harvard");
    const roots = board.alarms.filter(({ root }) => root === null);
    expect(roots.map(({ id }) => id)).toEqual(["hall-silent/hall/holy"]);
    expect(roots[0]?.explains).toBe(board.alarms.length + board.more - 1);
    expect(roots[0]?.explains).toBeGreaterThanOrEqual(876 + 17);
    expect(board.flood).toMatchObject({ sinceMs: at("02:40:00") });
    process.stdout.write(
      `harvard alarms 02:44: ${roots[0]?.id} explains ${roots[0]?.explains}, flood of ${board.flood?.annunciations}\n`,
    );
  });

  test(
    "at the end of the day 430 are silent still, those that answered are live, 28 never came",
    patience,
    async () => {
      // An alarm clears when it has been seen well for its off-delay: the last minutes are judged twice.
      await replay("--from", "2025-06-03T02:44:00Z", "--to", "2025-06-03T23:50:00Z");
      await judgedAt(at("23:50:00"));
      await replay("--from", "2025-06-03T23:50:00Z");
      expect(await expectFreshness(endOfDay)).toEqual({ live: 448, none: 28, stale: 430 });
      const freshness = await shown();
      // The same from the poll log, which lists answers and no readings.
      for (const [id, { count, lastMs }] of day.answers) {
        if (count === 0) expect(freshness.get(id), id).toBe("none");
        else expect(freshness.get(id), id).toBe(lastMs < at("03:00:00") ? "stale" : "live");
      }
      await judgedAt(endOfDay);
      const expected = silentBefore(day, endOfDay);
      // The board says what was judged at once; the journal follows when it is written.
      await eventually(
        async () => {
          const lines = await journalOf(api, "harvard");
          expect(stillRaised(lines, "server-silent")).toEqual(expected.servers.toSorted());
          expect(stillRaised(lines, "rack-silent")).toEqual(expected.racks.toSorted());
          expect(stillRaised(lines, "hall-silent")).toEqual([]);
        },
        { timeoutMs: 120_000 },
      );
      for (const id of ["lichtmandce03", "lichtmandce04"]) expect(day.answers.get(id)?.count).toBe(1440);
    },
  );

  const expectEnergies = async () => {
    const told: string[] = [];
    for (const [from, to] of [
      ["00:00:00", "02:30:00"],
      ["02:00:00", "22:30:00"],
      ["02:40:00", "21:55:00"],
      ["00:00:00", "23:59:59"],
    ] as const) {
      const window = { fromMs: at(from), toMs: at(to) };
      const energy = (await api.figures("harvard", window, ["it_energy"]))("it_energy");
      const { kwh, coveredMs } = integrate(day, window.fromMs, window.toMs);
      const coverage = coveredMs / (906 * (window.toMs - window.fromMs));
      expect(energy).toMatchObject({ unit: "kWh", grade: "metered" });
      expect(Math.abs((energy.value ?? Number.NaN) - kwh)).toBeLessThanOrEqual(1e-6 * kwh);
      expect(energy.coverage).toBeCloseTo(coverage, 5);
      told.push(`${from}-${to} ${energy.value} kWh (file ${kwh}), coverage ${energy.coverage}`);
    }
    return told;
  };

  test(
    "energy is the integral of what was read, coverage falls with it, and the hole holds no watt",
    patience,
    async () => {
      const told = await expectEnergies();
      process.stdout.write(`harvard: it_energy ${told.join(" · ")}\n`);
      await server.aidc("store", "compact");
      expect(await expectEnergies()).toEqual(told);
      const silent = { subjectKind: "server", subjectId: "holy7c02103", quantity: "power" };
      const hole = { fromMs: at("02:45:00"), toMs: at("21:45:00") };
      const { buckets } = await api.history("harvard", silent, hole, 100);
      expect(buckets.length).toBeGreaterThan(10);
      for (const bucket of buckets) expect(bucket).toMatchObject({ mean: null, max: null, coverage: 0 });
    },
  );

  test("impossible readings are in the quarantine, each once, and nothing else is", async () => {
    expect(day.impossible).toBe(5);
    await eventually(async () => {
      const { quarantine } = await api.sources("harvard");
      expect(quarantine.map(({ reason, count }) => [reason, count])).toEqual([["nan", day.impossible]]);
      expect(quarantine[0]?.example).toContain("PSU Power");
    });
  });

  test("places are marked as assumed, and a chassis is one meter beside IT energy", async () => {
    const document = await api.document("harvard");
    expect(document.racks.every((rack) => rack.placementGrade === "assumed")).toBe(true);
    expect(document.center.note).toContain("not a published map");
    expect(document.meters.map(({ role }) => role)).toEqual(Array.from({ length: 6 }, () => "pdu_output"));
  });
});

const sortedEntries = (map: ReadonlyMap<string, string>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

function tally(entries: readonly (readonly [string, string])[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [, state] of entries) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
