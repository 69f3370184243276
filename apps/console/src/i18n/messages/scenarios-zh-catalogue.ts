import type { scenariosEn } from "./scenarios-en-catalogue.ts";

export const scenariosZh: Readonly<Record<keyof typeof scenariosEn, string>> = {
  "scenarios.page": "经济情景",
  "scenarios.keys": "前往经济情景",
  "scenarios.name": "名称",
  "scenarios.none.how": "可在此发布，或在命令行用 YAML 或 JSON 文件发布：",
  "scenarios.city": "城市应用水平",
  "scenarios.city.recorded": "{level}（{asOf}，来源：{source}）",
  "scenarios.city.none": "未记录：报告不列城市带动效应",
  "scenarios.publish.what":
    '以最新版本为起点。已发布的版本不再更改，并在前一版本之后生效。收入或电费为 null 时取报告期自身数值。城市应用水平可不填："cityApplicationLevel": \'{\'"level": 0.8, "source": "...", "asOf": "2025-12-31"\'}\'。',
};
