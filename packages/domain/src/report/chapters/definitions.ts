/** Definitions and formulas of every figure, and the raw tables they are computed over. */
import type { ReportTable } from "@aidc/contract";
import { column, label, say, table } from "../cells.ts";
import type { ChapterFacts, ChapterPart } from "../part.ts";
import { sourceOf } from "../report-methods.ts";
import { worded } from "../words.ts";

const notMeasured = worded("not measured", "未计量");

export const definitionsChapter: ChapterPart = {
  id: "definitions",
  title: worded("Definitions and formulas", "定义与公式"),
  blocks: (facts) => [definitionTable(facts)],
};

export const rawChapter: ChapterPart = {
  id: "raw",
  title: worded("Raw tables", "原始数据表"),
  blocks: ({ raw }) => raw,
};

function definitionTable({ methods, figures }: ChapterFacts): ReportTable {
  const columns = [
    column("method", "Method", "方法", "", 0),
    column("version", "Version", "版本", "", 0),
    column("formula", "Formula over the raw tables", "基于原始数据表的公式", "", 0),
    column("source", "Source", "来源", "", 0),
  ];
  const rows = figures.map(({ id, title, figure, formula }) => ({
    id,
    label: title,
    cells: [
      label(figure.method.id),
      label(String(figure.method.version)),
      formula === notMeasured.en ? say(notMeasured) : label(formula),
      say(sourceOf(methods.find((one) => one.id === figure.method.id)?.source ?? "")),
    ],
  }));
  return table("definitions", worded("How each figure is computed", "各指标的计算方法"), columns, rows);
}
