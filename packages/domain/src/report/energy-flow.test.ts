import { expect, test } from "vitest";
import { buildReportContent } from "./build-report.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import type { FlowInputs } from "./inputs.ts";

const inputs = exampleReportInputs("2026-05");

/** The chart and the table of the flow, and the sentence that stands instead of them. */
function told(change: Partial<FlowInputs> = {}) {
  const content = buildReportContent({ ...inputs, flow: { ...inputs.flow, ...change } });
  const blocks = content.chapters.flatMap((chapter) => chapter.blocks);
  const chart = blocks.find(({ kind, id }) => kind === "chart" && id === "energy_flow");
  const table = blocks.find(({ id }) => id === "energy_flow_bands");
  const missing = blocks.find(({ id }) => id === "energy_flow_missing");
  return {
    bands: chart?.kind === "chart" ? (chart.flow?.bands ?? []) : null,
    rows: table?.kind === "table" ? table.rows : [],
    notes: table?.kind === "table" ? table.notes.map(({ en }) => en) : [],
    missing: missing?.kind === "text" ? missing.text : null,
    unexplained: content.figures.find(({ id }) => id === "energy.unexplained")?.figure,
  };
}
const kwh = (bands: ReturnType<typeof told>["bands"]) =>
  Object.fromEntries((bands ?? []).map(({ id, value }) => [id, value]));

test("a bill of the whole facility is told as not split, where several meters supply it: by no share of the meters", () => {
  const bill = {
    id: "1",
    kind: "bill" as const,
    subject: "facility",
    window: inputs.period.window,
    oldKwh: null,
    newKwh: 9300,
    cost: null,
    reason: "No. 17",
    author: "A",
    recordedAt: "2026-06-02T00:00:00Z",
    notCounted: null,
    sides: ["facility" as const],
  };
  const meter = (id: string, role: "grid_import" | "pv") => ({
    id,
    name: id,
    role,
    grade: "metered" as const,
  });
  const notesOf = (meters: ReturnType<typeof meter>[], change: Partial<FlowInputs> = {}, one = {}) => {
    const document = { ...inputs.document, meters };
    const flow = { ...inputs.flow, ...change };
    const statements = [{ ...bill, ...one }];
    return JSON.stringify(buildReportContent({ ...inputs, document, flow, statements }).chapters);
  };
  const words = "states one amount of 9,300.0 kWh for 2 meters";
  const two = [meter("g1", "grid_import"), meter("g2", "grid_import")];
  expect(notesOf(two)).toContain(words);
  // Where nothing can be drawn it is told as well.
  expect(notesOf(two, { known: [], days: [] })).toContain(words);
  expect(notesOf([meter("g1", "grid_import")])).not.toContain("states one amount");
  // Of one that does not count the meters tell, and each has its own.
  expect(notesOf(two, {}, { notCounted: "metered" })).not.toContain("states one amount");
});

test("what came in goes to what is metered, and the rest is a band of its own", () => {
  const { bands, rows, notes, unexplained } = told();
  const hours = 30 * 24;
  expect(kwh(bands)).toMatchObject({
    grid_import: 11 * hours,
    pv: 2 * hours,
    facility: 13 * hours,
    cooling: 2 * hours,
    pdu_output: 10 * hours,
    "residual/facility": hours,
    racks: 9 * 29 * 24,
    not_split: 10 * 24,
    "tenant/leased": 6 * 29 * 24,
    not_held: 3 * 29 * 24,
  });
  expect(bands?.filter(({ isUnknown }) => isUnknown).map(({ id }) => id)).toEqual([
    ...["residual/facility", "not_split", "residual/pdu_output"],
  ]);
  expect(rows.map(({ id, cells }) => [id, cells[1]?.value])).toEqual(
    bands?.map(({ id, value }) => [id, value]),
  );
  expect(notes[0]).toContain("30 of 31 days");
  expect(unexplained?.value).toBeCloseTo(1 / 13, 12);
  expect(unexplained?.coverage).toBeCloseTo(30 / 31, 12);
});

test.each<[string, Partial<FlowInputs>, string]>([
  ["no meter at the boundary", { known: ["cooling", "pdu_output"] }, "no meter at the facility boundary"],
  [
    "a silent meter at the boundary",
    { known: ["pv", "cooling"], silent: [{ kind: "grid_import", meters: ["grid-2"] }] },
    "nothing was received from grid-2",
  ],
  ["nothing behind it", { known: ["grid_import", "pv"] }, "nothing behind the facility boundary"],
  ["no whole day", { days: [] }, "no day of the period is wholly covered by all of Grid, Photovoltaics"],
])("with %s nothing is invented: it says what is missing", (_, change, words) => {
  const { bands, rows, missing, unexplained } = told(change);
  expect([bands, rows]).toEqual([null, []]);
  expect(missing?.en).toContain(words);
  expect(missing?.zh).toMatch(/[一-鿿]/);
  expect(unexplained?.value).toBeNull();
});

test("two tenants cannot be read off the leased band, which is withheld", () => {
  const days = inputs.flow.days.map((day) => ({
    ...day,
    split: day.split && { ...day.split, tenants: day.split.tenants.slice(0, 2) },
  }));
  const { bands, notes } = told({ days });
  expect(Object.keys(kwh(bands))).not.toContain("tenant/leased");
  expect(Object.keys(kwh(bands))).not.toContain("not_held");
  expect(notes.at(-1)).toContain("withheld");
});

test("more measured behind the boundary than in front of it draws no band and is told", () => {
  const days = inputs.flow.days.map((day) => ({
    ...day,
    energies: { ...day.energies, grid_import: 0n },
  }));
  const { bands, notes, unexplained } = told({ days });
  expect(Object.keys(kwh(bands))).not.toContain("residual/facility");
  expect(notes.some((note) => note.startsWith("Behind Facility, 7,200.0 kWh more"))).toBe(true);
  expect(unexplained?.value).toBe(-5);
});
