/** Leases: how much of what is installed is let, and to how few. */
import { acceleratorsOf } from "../capacity-figures.ts";
import { occupancyOf } from "../holding-figures.ts";
import type { ChapterPart, FigureRow } from "../part.ts";
import { figureList, textBlock, windowOf } from "../part.ts";
import { concentrationText } from "../side-tables.ts";
import { worded } from "../words.ts";

export const leasesChapter: ChapterPart = {
  id: "leases",
  title: worded("Leases", "租约"),
  figures: () => rows,
  blocks: (facts) => [
    figureList(facts, "leases", "Leased", "出租"),
    { kind: "text", id: "concentration", text: concentrationText(facts.inputs) },
    textBlock(
      "leases_note",
      "The pipeline of requests and the industry of tenants are not recorded for reports.",
      "意向储备和租户行业未作记录。",
    ),
  ],
};

const rows: readonly FigureRow[] = [
  {
    id: "leases.occupancy",
    title: worded("Leased share of installed accelerator-hours", "出租率(卡时)"),
    formula: "sum(raw.accelerator_day.leased_h) / sum(raw.accelerator_day.installed_h)",
    digits: 3,
    make: (inputs, compared) =>
      occupancyOf(inputs.holdings, acceleratorsOf(inputs.document), windowOf(inputs, compared)),
  },
];
