/**
 * City effect: a separate book. The published band only at its published condition, which is the level that the
 * scenario records of the city with its source and day; at any other level there is no published factor.
 */
import type { EconomicScenario, Figure, ReportTable, Worded } from "@aidc/contract";
import { cityMultiplier, cityMultiplierAt } from "../../economics/city-multiplier.ts";
import { column, label, number, table } from "../cells.ts";
import type { ReportInputs } from "../inputs.ts";
import type { Block, ChapterPart, FigureRow } from "../part.ts";
import { figureList, textBlock } from "../part.ts";
import { ownFigure } from "../report-methods.ts";
import { worded } from "../words.ts";

export const cityEffectChapter: ChapterPart = {
  id: "city_effect",
  title: worded("City effect", "城市带动效应"),
  figures: () => rows,
  raw: (inputs) => [effectTable(inputs)],
  blocks: (facts) => [
    figureList(facts, "city_effect", "Kept apart from everything measured", "与实测数据分开列示"),
    noteOf(facts.inputs),
  ],
};

const ends: Readonly<Record<"low" | "high", Worded>> = {
  low: worded("lower end", "下限"),
  high: worded("upper end", "上限"),
};

const rows: readonly FigureRow[] = [
  rowOf("city_effect.multiplier", "low"),
  rowOf("city_effect.multiplier_high", "high"),
];

function rowOf(id: string, end: "low" | "high"): FigureRow {
  return {
    id,
    title: worded(
      `City effect, published multiplier, ${ends[end].en}`,
      `城市带动效应（公布系数，${ends[end].zh}）`,
    ),
    formula: `sum(raw.city_effect.${end})`,
    digits: 1,
    onlyNow: true,
    make: (inputs) => multiplierFigure(inputs, end),
  };
}

type Recorded = NonNullable<EconomicScenario["cityApplicationLevel"]>;

const recordedOf = ({ scenario }: ReportInputs): Recorded | null => scenario?.cityApplicationLevel ?? null;

const bandOf = (inputs: ReportInputs) => cityMultiplierAt(recordedOf(inputs)?.level ?? null);

const percentOf = ({ level }: Recorded): string => `${Number((level * 100).toFixed(1))} %`;

function multiplierFigure(inputs: ReportInputs, end: "low" | "high"): Figure {
  const band = bandOf(inputs);
  const recorded = recordedOf(inputs);
  return ownFigure({
    name: "city_multiplier",
    method: "city_multiplier",
    unit: "ratio",
    window: inputs.period.window,
    ...(band ? { value: band[end], coverage: 1 } : { value: null, reason: "no_factor", coverage: 0 }),
    grade: "assumed",
    category: recorded ? `application level ${percentOf(recorded)} as of ${recorded.asOf}` : undefined,
  });
}

function effectTable(inputs: ReportInputs): ReportTable {
  const recorded = recordedOf(inputs);
  const band = bandOf(inputs);
  const columns = [
    column("level", "Application level of the city", "城市应用水平", "ratio", 3),
    column("as_of", "As of", "截至", "", 0),
    column("source", "Source", "来源", "", 0),
    column("low", "Published multiplier, lower end", "公布系数下限", "ratio", 1),
    column("high", "Published multiplier, upper end", "公布系数上限", "ratio", 1),
  ];
  const cells = [
    number(recorded?.level ?? null, "not_stated"),
    label(recorded?.asOf ?? ""),
    label(recorded?.source ?? ""),
    number(band?.low ?? null, "no_factor"),
    number(band?.high ?? null, "no_factor"),
  ];
  return table("city_effect", worded("City effect", "城市带动效应"), columns, [
    { id: "city", label: worded("City", "城市"), cells },
  ]);
}

const claim = worded(
  cityMultiplier.source,
  "公布说法为应用水平 80 % 时 1 元算力投资带动 2.9 至 3.4 元人工智能产业产值",
);

function noteOf(inputs: ReportInputs): Block {
  const recorded = recordedOf(inputs);
  if (!recorded)
    return textBlock(
      "city_effect_note",
      `No published factor: the application level of the city is not recorded here. ${claim.en}; it is neither scaled nor extended to another level.`,
      `没有公布的因子：本平台未记录城市应用水平。${claim.zh}；不外推到其他水平。`,
    );
  const { source, asOf } = recorded;
  const percent = percentOf(recorded);
  const told = worded(
    `The application level of the city is recorded as ${percent} as of ${asOf} (${source}).`,
    `已记录城市应用水平为 ${percent}（${asOf}，来源：${source}）。`,
  );
  return bandOf(inputs)
    ? textBlock(
        "city_effect_note",
        `${told.en} ${claim.en}. It is a claim about a city and no measurement of this center.`,
        `${told.zh}${claim.zh}。此为对城市的公布说法，并非对本中心的测量。`,
      )
    : textBlock(
        "city_effect_note",
        `${told.en} No published factor at this level. ${claim.en}; it is neither scaled nor extended to another level.`,
        `${told.zh}该水平没有公布的因子。${claim.zh}；不外推到其他水平。`,
      );
}
