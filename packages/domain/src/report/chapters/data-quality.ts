/** Data quality: coverage, gaps, corrections, and where the data comes from. */
import type { Worded } from "@aidc/contract";
import { counted } from "../../display/counted.ts";
import { gapTable, silencesNotSeen } from "../gaps.ts";
import type { ChapterPart } from "../part.ts";
import { textBlock } from "../part.ts";
import { sourceGapRaw, sourceGapTable } from "../source-gaps.ts";
import { statementTable } from "../statements.ts";
import { originWords, textOf, worded } from "../words.ts";

export const dataQualityChapter: ChapterPart = {
  id: "data_quality",
  title: worded("Data quality", "数据质量"),
  raw: sourceGapRaw,
  blocks: ({ figures, gaps, inputs }) => {
    const coverage = figures.find(({ id }) => id === "energy.coverage");
    const told = coverage === undefined || coverage.figure.value === null ? null : textOf(coverage);
    const { origin } = inputs.document.center;
    return [
      { kind: "figures", id: "coverage", title: worded("Coverage", "覆盖率"), figures: ["energy.coverage"] },
      gaps.length === 0
        ? noGaps(silencesNotSeen(inputs))
        : textBlock(
            "gaps",
            `${counted(gaps.length, "stretch of time has a gap", "stretches of time have gaps")} in what is metered, listed below.${told === null ? "" : ` Joint coverage ${told}.`}`,
            `有 ${gaps.length} 段时间存在计量缺口，均列于下表。${told === null ? "" : `共同覆盖率 ${told}。`}`,
          ),
      gaps.length === 0 ? null : gapTable(gaps, inputs),
      sourceGapTable(inputs),
      inputs.statements.length === 0
        ? textBlock(
            "corrections",
            "Corrections of values, meter exchanges, gap fills, readings and bills: none are recorded. Restatements are listed on the cover of a later version.",
            "数值更正、换表、补数、抄表与账单：无记录。重述列于后续版本封面。",
          )
        : statementTable(inputs.statements, inputs.document.center.currency),
      textBlock(
        "origin",
        `Origin of the data: ${originWords[origin].en}.`,
        `数据来源性质：${originWords[origin].zh}。`,
      ),
    ];
  },
};

const noGaps = (notSeen: readonly Worded[]) =>
  textBlock(
    "gaps",
    ["No day of the period has a gap in what is metered.", ...notSeen.map(({ en }) => en)].join(" "),
    ["期间计量没有缺口的日期。", ...notSeen.map(({ zh }) => zh)].join(""),
  );
