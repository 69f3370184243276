import { knownPartSchema } from "@aidc/contract";
import { expect, test } from "vitest";
import { knownParts } from "./as-known.ts";
import type { LaterSamples } from "./later-samples.ts";

const sinceMs = Date.parse("2026-06-10T03:00:00Z");
const day = (name: string) => Date.parse(`${name}T00:00:00+08:00`);
const laterOf = (points: LaterSamples["points"]): LaterSamples => ({
  sinceMs: null,
  points,
  isNamed: () => true,
});
const parts = (changes: Partial<Parameters<typeof knownParts>[0]> = {}) => {
  const told = knownParts({
    atMs: sinceMs,
    timeZone: "Asia/Shanghai",
    leftOut: new Map([["plans", 2]]),
    history: { sinceMs, later: { leases: 3, inventory: 1 } },
    samples: laterOf([]),
    ...changes,
  });
  for (const part of told) expect(knownPartSchema.parse(part)).toEqual(part);
  return (kind: string) => told.find((part) => part.kind === kind);
};

test("leases and places are as then where their history reaches, and say how many came later", () => {
  const of = parts();
  expect(of("leases")).toMatchObject({ basis: "then", leftOut: 3 });
  expect(of("places")).toMatchObject({ basis: "then", leftOut: 1 });
  expect(of("plans")).toMatchObject({ basis: "then", leftOut: 2 });
});

test("before their history begins they are as recorded first, and it says since when", () => {
  const told = parts({ atMs: sinceMs - 1 })("leases");
  expect(told).toMatchObject({ basis: "first", leftOut: 3 });
  expect(told?.note.en).toContain("from 2026-06-10 11:00 on");
  expect(told?.note.zh).toContain("2026-06-10 11:00");
});

test("where nothing was changed since they are kept they are as now", () => {
  expect(parts({ history: null })("leases")).toMatchObject({ basis: "now", leftOut: null });
});

test("samples are as then unless days were written again: those are named by point, most days first", () => {
  expect(parts()("samples")).toMatchObject({ basis: "then", leftOut: 0 });
  const server = { subject: { kind: "server", id: "s1" }, quantity: "power", days: 1 } as const;
  const meter = { subject: { kind: "meter", id: "grid" }, quantity: "energy", days: 2 } as const;
  const samples = [
    { ...server, firstMs: day("2026-05-03"), lastMs: day("2026-05-03") },
    { ...meter, firstMs: day("2026-05-09"), lastMs: day("2026-05-11") },
  ];
  const told = parts({ samples: laterOf(samples) })("samples");
  expect(told).toMatchObject({ basis: "now", leftOut: null });
  expect(told?.later).toEqual([
    { ...meter, firstDay: "2026-05-09", lastDay: "2026-05-11" },
    { ...server, firstDay: "2026-05-03", lastDay: "2026-05-03" },
  ]);
  expect(told?.note.en).toContain(
    "2 points, at most 2 days each: meter grid (energy) 2 days in 2026-05-09\u20132026-05-11; server s1",
  );
  expect(told?.note.en).toContain("none can be left out");
  expect(told?.note.zh).toContain("\u7535\u8868 grid\uff08\u7535\u91cf\uff09");
  const dayOfOne = { ...server, firstMs: day("2026-05-03"), lastMs: day("2026-05-03") };
  const many = Array.from({ length: 60 }, () => dayOfOne);
  const cut = parts({ samples: laterOf(many) })("samples");
  expect(cut?.later).toHaveLength(50);
  expect(cut?.note.en).toContain("; and 55 more");
  expect(cut?.note.en).toContain("60 points, at most 1 day each: ");
  expect(cut?.note.en).toMatch(/All others that it reads are as then\.$/);
});

test("points that may not be named are counted and neither listed nor in the words", () => {
  const day1 = { firstMs: day("2026-05-03"), lastMs: day("2026-05-03"), days: 1 };
  const points = [
    { subject: { kind: "tenant", id: "acme" }, quantity: "accelerators_active", ...day1 },
    { subject: { kind: "meter", id: "grid" }, quantity: "energy", ...day1 },
  ] as const;
  const isNamed: LaterSamples["isNamed"] = (subject) => subject.kind !== "tenant";
  const told = parts({ samples: { sinceMs: null, points, isNamed } })("samples");
  expect(told?.later?.map(({ subject }) => subject.id)).toEqual(["grid"]);
  expect(JSON.stringify(told)).not.toContain("acme");
  expect(told?.note.en).toContain(
    "2 points, at most 1 day each: meter grid (energy) 2026-05-03; 1 that are not named, as they are of few tenants.",
  );
});

test("before anything that is there was written no day is named: it is not known which were there", () => {
  const samples = { ...laterOf([]), sinceMs: day("2026-06-20") };
  const told = parts({ samples })("samples");
  expect(told).toMatchObject({ basis: "now", leftOut: null });
  expect(told).not.toHaveProperty("later");
  expect(told?.note.en).toContain("is not known before 2026-06-20 00:00");
  expect(told?.note.zh).toContain("2026-06-20 00:00");
});
