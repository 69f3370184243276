/** The first page is the findings in sentences; then the same figures as a table, and what was planned. */
import { headlineIds } from "../findings.ts";
import type { ChapterPart } from "../part.ts";
import { planBlocks } from "../plan-blocks.ts";
import { worded } from "../words.ts";

export const findingsChapter: ChapterPart = {
  id: "findings",
  title: worded("Findings", "要点"),
  blocks: ({ findings, figures, inputs }) => [
    ...findings.map((text, at) => ({ kind: "text" as const, id: `finding_${at + 1}`, text })),
    {
      kind: "figures",
      id: "headline",
      title: worded("Headline figures", "主要指标"),
      figures: [...headlineIds(figures)],
    },
    ...planBlocks(figures, inputs.period),
  ],
};
