import type { JobRecord } from "@aidc/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { at, hour, lease, ledgerOf, rated, ruleOfLease, ruleOfUse, version } from "./billing.fixture.ts";
import { liveEntries, segmentOf } from "./ledger.ts";
import { parseMinor, sumOf } from "./money.ts";
import { attributeToTeams, rateTeams, splitLinesByTeam, teamShares } from "./teams.ts";

const start = at("2026-05-04T00:00:00Z");
const job = (change: Partial<JobRecord>): JobRecord => ({
  id: "job-1",
  tenant: "north",
  member: "ada",
  team: "vision",
  name: "",
  model: null,
  accelerators: 2,
  from: "2026-05-04T00:00:00Z",
  to: "2026-05-04T12:00:00Z",
  ...change,
});
const cards = (atMs: number) => (atMs >= start && atMs < start + 24 * hour ? 4 : 0);
const platform = [version([ruleOfLease("3"), ruleOfUse("10")])];
const own = [version([ruleOfUse("12")], { seller: "north" })];
const entries = ledgerOf({ month: "2026-05", versions: platform, cards });
const input = { month: "2026-05", entries, versions: own, models: [], timeZone: "UTC", currency: "CNY" };
const hoursOf = (jobs: readonly JobRecord[]) =>
  Object.fromEntries(
    rateTeams({ ...input, jobs }).lines.map(({ line }) => [line.team ?? "-", [line.quantity, line.billed]]),
  );

describe("use by team at the tenant's own prices", () => {
  test("jobs explain a part, the rest is nobody's", () => {
    expect(hoursOf([job({})])).toEqual({ vision: ["24", "288.00"], "-": ["72", "864.00"] });
  });
  test("jobs that say more than was metered share what was", () => {
    const jobs = [job({ accelerators: 6 }), job({ id: "b", team: "speech", accelerators: 2 })];
    expect(hoursOf(jobs)).toEqual({
      vision: ["36", "432.00"],
      speech: ["12", "144.00"],
      "-": ["48", "576.00"],
    });
  });
  test("a job without a team is nobody's, a running one runs on", () => {
    expect(hoursOf([job({ team: null, to: null })])).toEqual({ "-": ["96", "1152.00"] });
    expect(hoursOf([job({ to: null, accelerators: 4 })])).toEqual({ vision: ["96", "1152.00"] });
  });
  test("a job of another model explains nothing", () => {
    expect(hoursOf([job({ model: "h20" })])).toEqual({ "-": ["96", "1152.00"] });
  });
  test("a job while nothing was held is no use", () => {
    expect(hoursOf([job({ from: "2026-05-10T00:00:00Z", to: "2026-05-11T00:00:00Z" })])).toEqual({
      "-": ["96", "1152.00"],
    });
  });
});

test("teams and the rest always sum to what was metered", () => {
  const jobs = fc.array(
    fc.record({
      team: fc.constantFrom("vision", "speech", "robots", null),
      accelerators: fc.integer({ min: 0, max: 7 }),
      fromMs: fc.integer({ min: start - hour, max: start + 25 * hour }),
      lengthMs: fc.integer({ min: 0, max: 30 * hour }),
    }),
    { maxLength: 8 },
  );
  const uses = liveEntries(entries).map(segmentOf);
  const held = sumOf(uses.map((use) => use.quantity * BigInt(use.toMs - use.fromMs)));
  fc.assert(
    fc.property(jobs, (found) => {
      const records = found.map(({ team, accelerators, fromMs, lengthMs }, i) =>
        job({
          id: `job-${i}`,
          team,
          accelerators,
          from: new Date(fromMs).toISOString(),
          to: new Date(fromMs + lengthMs).toISOString(),
        }),
      );
      const pieces = attributeToTeams(uses, records);
      expect(sumOf(teamShares(pieces).values())).toBe(held);
      const turned = attributeToTeams([...uses].reverse(), [...records].reverse());
      expect([...teamShares(turned)].sort()).toEqual([...teamShares(pieces)].sort());
    }),
    { numRuns: 60 },
  );
});

describe("the platform's lines among teams", () => {
  const month = { month: "2026-05", versions: platform, leases: [lease({ amount: 3 })], cards };
  const { lines } = rated(month);
  const shares = new Map([
    ["vision", 1n],
    ["speech", 1n],
    [null, 1n],
  ]);
  test("each line's parts sum to it, in every amount", () => {
    const byTeam = [...splitLinesByTeam(lines, shares, "CNY").values()];
    expect(byTeam).toHaveLength(3);
    for (const [i, line] of lines.entries())
      for (const field of ["billed", "effective", "list"] as const)
        expect(sumOf(byTeam.map((own) => parseMinor(own[i]?.[field] ?? "", "CNY")))).toBe(
          parseMinor(line[field], "CNY"),
        );
  });
  test("what nobody used is nobody's", () => {
    const byTeam = splitLinesByTeam(lines, new Map([["vision", 0n]]), "CNY");
    expect([...byTeam.keys()]).toEqual([null]);
    expect(byTeam.get(null)?.map((line) => line.billed)).toEqual(lines.map((line) => line.billed));
  });
});
