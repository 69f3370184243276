import { expect, test } from "vitest";
import { buildReportContent } from "./build-report.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import type { ReportInputs, UpsInputs } from "./inputs.ts";

function fieldsOf(name: string, change: (inputs: ReportInputs) => Partial<ReportInputs> = () => ({})) {
  const inputs = exampleReportInputs(name);
  const content = buildReportContent({ ...inputs, ...change(inputs) });
  const blocks = content.chapters.flatMap((chapter) => chapter.blocks);
  const table = blocks.find((block) => block.kind === "table" && block.id === "eu_fields");
  const sentence = blocks.find((block) => block.kind === "text" && block.id === "eu_completeness");
  return {
    content,
    sentence: sentence?.kind === "text" ? sentence.text.en : "",
    cell: (id: string) => {
      const cells = table?.kind === "table" ? table.rows.find((row) => row.id === id)?.cells : undefined;
      return { value: cells?.[0]?.value ?? null, state: cells?.[1]?.words?.en };
    },
  };
}

/** 11 kW at the UPS where 10 kW are measured behind it. */
function atUps({ energy, water }: ReportInputs): UpsInputs {
  const days = energy.days.map((day) => {
    const itMj = (day.joint.itMj * 11n) / 10n;
    const it = { integral: (day.it.integral * 11n) / 10n, coveredMs: day.it.coveredMs / 3, resets: 0 };
    return { ...day, it, joint: { ...day.joint, itMj } };
  });
  const paired = water.days.map((day) => ({
    ...day,
    joint: { ...day.joint, base: (day.joint.base * 11n) / 10n },
  }));
  return { ...energy, it: { count: 1, grade: "metered" }, days, water: { ...water, days: paired } };
}

test("IT energy and PUE are those of the UPS output: not the 10 kW and 1.25 of the PDU behind it", () => {
  const { content, cell } = fieldsOf("2026", (inputs) => ({ ups: atUps(inputs) }));
  const pdu = (id: string) => content.figures.find((one) => one.id === id)?.figure.value ?? Number.NaN;
  expect(cell("e_it").value).toBeCloseTo(pdu("energy.it") * 1.1, 3);
  expect(cell("pue").value).toBeCloseTo(pdu("energy.pue") / 1.1, 6);
  expect(cell("e_it").state).not.toContain("estimated");
});

test("WUE divides by IT energy at the UPS output as well: not by the 10 kW behind it, and not as an estimate", () => {
  const { content, cell } = fieldsOf("2026", (inputs) => ({ ups: atUps(inputs) }));
  const naive = content.figures.find((one) => one.id === "energy.wue")?.figure.value ?? Number.NaN;
  expect(cell("wue").value).toBeCloseTo(naive / 1.1, 6);
  expect(cell("wue").state).not.toContain("estimated");
});

test("water that only bills tell is beside no meter at the UPS: WUE stays an estimate and says where", () => {
  const billed = (inputs: ReportInputs) => ({
    ups: { ...atUps(inputs), water: { count: 0, grade: "assumed" as const, days: [] } },
  });
  expect(fieldsOf("2026", billed).cell("wue").state).toMatch(/^estimated: IT energy is measured at/);
});

test("without meters at the UPS what is measured elsewhere is an estimate and says where, never reported", () => {
  const { cell, sentence } = fieldsOf("2026");
  for (const id of ["e_it", "pue", "wue"])
    expect(cell(id).state).toMatch(/^estimated: IT energy is measured at the input of the IT equipment$/);
  expect(sentence).toContain("of 22 fields of EU 2024/1364 are reported");
});

test("a UPS meter that told nothing leaves the estimate", () => {
  const silent = (inputs: ReportInputs) => ({ ups: { ...atUps(inputs), days: [] } });
  const { cell } = fieldsOf("2026", silent);
  expect(cell("e_it").value).not.toBeNull();
  expect(cell("e_it").state).toMatch(/^estimated/);
});

test.each(["2026-05", "2026-Q2"])("%s is no calendar year: nothing of it is reported", (name) => {
  const { cell, sentence } = fieldsOf(name);
  expect(cell("p_dit").state).toBe("of this period only");
  expect(sentence).toContain(`${name} is no calendar year`);
  expect(sentence).not.toMatch(/\d+ of 22/);
});
