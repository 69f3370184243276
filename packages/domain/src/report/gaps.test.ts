import { describe, expect, test } from "vitest";
import { buildReportContent } from "./build-report.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";

const inputs = exampleReportInputs();
const gapsIn = (content: ReturnType<typeof buildReportContent>) => {
  const blocks = content.chapters.find(({ id }) => id === "data_quality")?.blocks ?? [];
  const found = blocks.find(({ id }) => id === "gap_list");
  return found?.kind === "table" ? found.rows.map(({ label }) => label.en) : [];
};

test("what was heard for part of the time is listed in the report itself: counts and racks too", () => {
  const days = inputs.holdings.days.map((day, at) => ({
    ...day,
    allocated: at % 2 === 0 ? { ...day.allocated, coveredMs: 0 } : day.allocated,
  }));
  const current = {
    ...inputs.racks.current,
    racks: inputs.racks.current.racks.map((rack) => ({ ...rack, coveredMs: rack.coveredMs && 3_600_000 })),
  };
  const content = buildReportContent({
    ...inputs,
    holdings: { ...inputs.holdings, days },
    racks: { ...inputs.racks, current },
  });
  const told = gapsIn(content);
  expect(told).toEqual(content.gaps.map(({ what }) => what.en));
  expect(told.filter((text) => text.startsWith("Counts of allocated")).length).toBeGreaterThan(10);
  expect(told.filter((text) => text.startsWith("Counts of active"))).toEqual([]);
  expect(told).toContainEqual(expect.stringMatching(/^Power of 2 of 3 racks/));
});

test("a period that was wholly heard lists none and says so", () => {
  const energy = {
    ...inputs.energy,
    days: inputs.energy.days.map((day) => ({
      ...day,
      facility: { ...day.facility, coveredMs: 2 * (day.window.toMs - day.window.fromMs) },
    })),
  };
  const content = buildReportContent({ ...inputs, energy });
  expect([content.gaps, gapsIn(content)]).toEqual([[], []]);
  expect(JSON.stringify(content.chapters)).toContain("No day of the period has a gap");
});

test("a month whose bill counts has no gap on that side", () => {
  const { window } = inputs.period;
  const silent = { integral: 0n, coveredMs: 0, resets: 0 };
  const days = inputs.energy.days.map((day) => ({ ...day, facility: silent, it: silent }));
  const billed = { integral: 1n, coveredMs: 2 * (window.toMs - window.fromMs), resets: 0 };
  const joint = { facilityMj: 0n, itMj: 0n, coveredMs: 0 };
  const span = { kind: "stated" as const, window, facility: billed, it: silent, joint };
  const told = (spans: (typeof span)[]) =>
    gapsIn(buildReportContent({ ...inputs, energy: { ...inputs.energy, days, spans } }));
  expect(told([])).toEqual(
    expect.arrayContaining(["Facility metering incomplete", "IT metering incomplete"]),
  );
  expect(told([span])).toContain("IT metering incomplete");
  expect(told([span])).not.toContain("Facility metering incomplete");
});

const hourMs = 3_600_000;

describe("a gap within a day", () => {
  const { window } = inputs.period;
  const day = inputs.energy.days.find(({ window: own }) => own.fromMs === window.fromMs + 2 * 24 * hourMs);
  if (!day) throw new Error("no such day");
  const part = (fromHour: number, toHour: number) => ({
    fromMs: day.window.fromMs + fromHour * hourMs,
    toMs: day.window.fromMs + toHour * hourMs,
  });
  const told = (gaps: ReturnType<typeof part>[]) => {
    const days = inputs.energy.days.map((own) => {
      const lengthMs = own.window.toMs - own.window.fromMs;
      const facility = { ...own.facility, coveredMs: 2 * lengthMs };
      if (own !== day) return { ...own, facility };
      return { ...own, facility: { ...facility, coveredMs: lengthMs }, gaps: { facility: gaps } };
    });
    return buildReportContent({ ...inputs, energy: { ...inputs.energy, days } }).gaps;
  };
  const facility = (en: string, { fromMs, toMs }: ReturnType<typeof part>) => ({
    what: expect.objectContaining({ en }),
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
  });

  test("is told from when to when: three hours, not all of the day", () => {
    const gap = part(10.25, 13.25);
    expect(told([gap])).toEqual([facility("Facility metering incomplete", gap)]);
  });

  test("goes on into the next day as one", () => {
    expect(told([part(20, 24)])).toEqual([facility("Facility metering incomplete", part(20, 24))]);
  });

  test("many of one day are one line that says how many and how long together", () => {
    const many = Array.from({ length: 9 }, (_, at) => part(2 * at, 2 * at + 0.5));
    expect(told(many)).toEqual([
      facility("Facility metering incomplete, 9 stretches of 4.5 h together", part(0, 16.5)),
    ]);
  });
});

test("a register that was silent within a day and over midnights is listed as it was: energy known, its spread not", () => {
  const { window } = inputs.period;
  const silent = { fromMs: window.fromMs + 10 * hourMs, toMs: window.fromMs + 60 * hourMs };
  const silences = [{ side: "it" as const, window: silent, meters: [] }];
  const { gaps } = buildReportContent({ ...inputs, energy: { ...inputs.energy, silences } });
  expect(gaps.filter(({ what }) => what.en.startsWith("An IT register was silent"))).toEqual([
    {
      what: expect.objectContaining({ en: expect.stringContaining("its energy is known") }),
      from: new Date(silent.fromMs).toISOString(),
      to: new Date(silent.toMs).toISOString(),
    },
  ]);
});

test("a register that was silent is named, and of which silences nobody looked is said", () => {
  const { window } = inputs.period;
  const hour = (at: number) => window.fromMs + at * hourMs;
  const [grid] = inputs.document.meters;
  if (!grid) throw new Error("no meter");
  const silence = (meters: string[], at: number) => ({
    side: "facility" as const,
    window: { fromMs: hour(at), toMs: hour(at + 0.5) },
    meters,
  });
  const told = (silences: ReturnType<typeof silence>[], seen: "5m" | "1h" | "part" | "none") => {
    const silencesSeen = { facility: seen, it: "5m" as const };
    return buildReportContent({ ...inputs, energy: { ...inputs.energy, silences, silencesSeen } });
  };
  const named = told(
    [silence([grid.id], 10), silence([grid.id], 30), silence(["a", "b", "c", "d"], 20)],
    "5m",
  );
  const words = named.gaps.filter(({ what }) => what.en.includes("was silent"));
  expect(words.map(({ what, from }) => [what.en.split(" was")[0], from])).toEqual([
    [`A facility register (${grid.name})`, new Date(hour(10)).toISOString()],
    [`A facility register (${grid.name})`, new Date(hour(30)).toISOString()],
    ["A facility register", new Date(hour(20)).toISOString()],
  ]);
  expect(JSON.stringify(named)).not.toContain("are not listed");
  expect(JSON.stringify(told([], "1h"))).toContain("within one clock hour are not listed");
  expect(JSON.stringify(told([], "part"))).toContain("for a part of the period only");
  expect(JSON.stringify(told([], "none"))).toContain("within a day are not listed");
});

test("water and heat that were not heard are gaps as those of electricity: a silent day is no day without one", () => {
  const { window } = inputs.period;
  const within = ({ window: own }: { window: typeof window }) => own.fromMs === window.fromMs;
  const water = { ...inputs.water, days: inputs.water.days.filter((own) => !within(own)) };
  const half = (own: (typeof inputs.reuse.days)[number]) =>
    within(own) ? { ...own, own: { ...own.own, coveredMs: 1 } } : own;
  const reuse = { ...inputs.reuse, days: inputs.reuse.days.map(half) };
  const told = gapsIn(buildReportContent({ ...inputs, water, reuse }));
  expect(told).toEqual(
    expect.arrayContaining(["Water metering incomplete", "Metering of heat used again incomplete"]),
  );
  const bill = { ...inputs.water.days[0], window, kind: "stated" as const };
  const own = { integral: 1n, coveredMs: window.toMs - window.fromMs, resets: 0 };
  const joint = { own: 0n, base: 0n, coveredMs: 0 };
  const billed = { ...water, days: [...water.days, { ...bill, own, joint }] };
  expect(gapsIn(buildReportContent({ ...inputs, water: billed }))).not.toContain("Water metering incomplete");
});
