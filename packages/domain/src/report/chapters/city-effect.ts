/** City effect: a separate book. The published band only at its published condition. */
import { cityMultiplier } from "../../economics/city-multiplier.ts";
import type { ChapterPart, FigureRow } from "../part.ts";
import { figureList, textBlock } from "../part.ts";
import { unmeasured } from "../report-methods.ts";
import { worded } from "../words.ts";

export const cityEffectChapter: ChapterPart = {
  id: "city_effect",
  title: worded("City effect", "城市带动效应"),
  figures: () => rows,
  blocks: (facts) => [
    figureList(facts, "city_effect", "Kept apart from everything measured", "与实测数据分开列示"),
    textBlock(
      "city_effect_note",
      `No published factor: the application level of the city is not recorded here. ${cityMultiplier.source}; it is neither scaled nor extended to another level.`,
      "没有公布的因子：本平台未记录城市应用水平。公布说法为应用水平 80 % 时 1 元算力投资带动 2.9 至 3.4 元人工智能产业产值；不外推到其他水平。",
    ),
  ],
};

const rows: readonly FigureRow[] = [
  {
    id: "city_effect.multiplier",
    title: worded("City effect, published multiplier", "城市带动效应（公布系数）"),
    formula: "not measured",
    digits: 1,
    onlyNow: true,
    make: ({ period }) =>
      unmeasured("city_multiplier", "city_multiplier", "ratio", period.window, "no_factor"),
  },
];
