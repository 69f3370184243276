import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { footnoteMark, reasonWords } from "@aidc/domain";
import { extractText } from "unpdf";
import { describe, expect, it } from "vitest";
import { printWords } from "./print-words.ts";
import { asPrintable, runsOfFace } from "./printable.ts";
import { reportPdf } from "./report-pdf.ts";
import type { ReportView } from "./report-view.ts";

const face = readFileSync(
  fileURLToPath(import.meta.resolve("@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf")),
);
const runs = runsOfFace(face);
const printed = (text: string) => asPrintable(text, runs);

describe("the type of a report", () => {
  it("has every mark of a footnote and every word of ours: a raised 5 was an empty box", () => {
    expect(printed("–⁵").lacks).toBe(true);
    const marks = Object.keys(reasonWords).map((_, at) => `–${footnoteMark(at + 1)}`);
    expect(marks.length).toBeGreaterThan(20);
    const told = [...marks, ...Object.values(reasonWords), printWords.en, printWords.zh];
    expect(told.filter((text) => asPrintable(text, runs).lacks)).toEqual([]);
  });

  it("shows a letter that it lacks, and keeps what it has", () => {
    expect(printed("Łódź 智算 é €")).toEqual({ printed: "〓ód〓 智算 é €", lacks: true });
    expect(printed("智算中心 · Zürich (1,234.5 kWh) ≥ –①")).toMatchObject({ lacks: false });
    expect(printed("👩\u200D🔧")).toEqual({ printed: "〓〓", lacks: true });
  });

  it("keeps a bound and its number on one line", () => {
    expect(printed("the limit of ≤ 1.500 is met; < 3 of them, a < b")).toEqual({
      printed: "the limit of ≤\u00A01.500 is met; <\u00A03 of them, a < b",
      lacks: false,
    });
  });

  it("prints no mark of direction", () => {
    expect(printed("evil\u202E\u2066\u200F 1")).toEqual({ printed: "evil 1", lacks: false });
  });
});

it("sets a page whose text is what is read: names, marks, and the number after a name, in their order", async () => {
  const line = (name: string) => `${name} · Utilisation report 2026-10 · eyes-2026-10-1 · issued`;
  const view: ReportView = {
    language: "en",
    words: printWords.en,
    head: { center: "eyes", line: line("TABLE \u202Eמרכז"), hash: "UTC" },
    facts: [["Number", "eyes-2026-10-1"]],
    note: "",
    headline: "Headline",
    restatement: [],
    chapters: [
      {
        title: "Raw",
        blocks: [
          {
            kind: "table",
            title: "Figures",
            columns: [
              { title: "", isNumber: false },
              { title: "Value", isNumber: true },
            ],
            rows: [5, 6, 10].map((mark) => [`row ${mark}`, `–${footnoteMark(mark)}`]),
            below: [],
            anchors: [],
            notes: [5, 6, 10].map((mark) => `${footnoteMark(mark)} why ${mark}`),
          },
        ],
      },
    ],
  };
  const pdf = await reportPdf(view, Buffer.from("{}"));
  const { text } = await extractText(new Uint8Array(pdf), { mergePages: true });
  const found = text.replace(/\s+/g, " ");
  expect(found).toContain(line("TABLE 〓〓〓〓"));
  expect(found).toContain(printWords.en.lacks);
  for (const mark of ["–⑤", "–⑥", "–⑩", "⑥ why 6"]) expect(found).toContain(mark);
});
