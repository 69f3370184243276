import { expect, test } from "vitest";
import { buildReportContent } from "./build-report.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import type { SourceGap, SourceGaps } from "./inputs.ts";

const inputs = exampleReportInputs();
const { fromMs } = inputs.period.window;
const hourMs = 3_600_000;

function tablesOf(sourceGaps?: SourceGaps) {
  const { chapters } = buildReportContent(sourceGaps ? { ...inputs, sourceGaps } : inputs);
  const blocks = chapters.flatMap((chapter) => chapter.blocks);
  const of = (id: string) => {
    const found = blocks.find((block) => block.id === id);
    return found?.kind === "table" ? found : null;
  };
  return { listed: of("source_gap_list"), raw: of("source_gaps") };
}

const rack = (id: string, hours: number): SourceGap => ({
  side: "it",
  kind: "rack",
  id,
  what: "unknown",
  stretches: 2,
  lengthMs: hours * hourMs,
  window: { fromMs, toMs: fromMs + 48 * hourMs },
});

test("nothing that is missing has no table, and neither has what nobody looked at", () => {
  for (const told of [tablesOf(), tablesOf({ rows: [], notSeen: [] })])
    expect(told).toEqual({ listed: null, raw: null });
});

test("each meter and rack stands under its name with how often, how long, since when and until when", () => {
  const [meter] = inputs.document.meters;
  if (!meter) throw new Error("the example has a meter");
  const silent: SourceGap = {
    ...rack(meter.id, 5),
    side: "facility",
    kind: "meter",
    what: "silent",
  };
  const { listed, raw } = tablesOf({ rows: [rack("R1", 3), silent], notSeen: [] });
  expect(listed?.rows.map(({ label }) => label.en)).toEqual([meter.name, "R1"]);
  expect(listed?.rows[1]?.cells.map(({ text, value }) => value ?? text)).toEqual([
    "IT",
    "not heard, energy unknown",
    2,
    3,
    new Date(fromMs).toISOString(),
    new Date(fromMs + 48 * hourMs).toISOString(),
  ]);
  expect(listed?.rows[0]?.cells[1]?.words?.zh).toBe("电能表中断，总电量已知");
  expect(raw?.rows).toEqual(listed?.rows);
});

// Naive: hundreds of lines in the chapter, or the first ones as they come and no word of the rest.
test("the longest stand in the chapter with how many more there are, and the raw table has all", () => {
  const rows = Array.from({ length: 30 }, (_, at) => rack(`R${at}`, at + 1));
  const { listed, raw } = tablesOf({ rows, notSeen: ["it"] });
  expect(listed?.rows).toHaveLength(12);
  expect(listed?.rows[0]?.label.en).toBe("R29");
  expect(listed?.notes[0]?.en).toContain("18 more in raw.source_gaps");
  expect(listed?.notes[0]?.zh).toContain("18 项");
  expect(listed?.notes.at(-1)?.en).toContain("Of IT only silences");
  expect(raw?.rows).toHaveLength(30);
});

test("a side of which too many lack something says so where nothing is listed", () => {
  expect(tablesOf({ rows: [], notSeen: ["facility"] }).listed?.notes.at(-1)?.en).toContain(
    "Of facility only",
  );
});
