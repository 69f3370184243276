/** The first page: headline figures, and the findings in sentences. */
import { headlineIds } from "../findings.ts";
import type { ChapterPart } from "../part.ts";
import { planBlocks } from "../plan-blocks.ts";
import { worded } from "../words.ts";

export const findingsChapter: ChapterPart = {
  id: "findings",
  title: worded("Findings", "要点"),
  blocks: ({ findings, figures, inputs }) => [
    {
      kind: "figures",
      id: "headline",
      title: worded("Headline figures", "主要指标"),
      figures: [...headlineIds(figures)],
    },
    ...findings.map((text, at) => ({ kind: "text" as const, id: `finding_${at + 1}`, text })),
    ...planBlocks(figures, inputs.period),
  ],
};
