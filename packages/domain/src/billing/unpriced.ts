/** What has no price, in words: the one table that says it in each language, and the problem that it makes of it. */
import type { Quote, StatementProblem, Unpriced, Worded } from "@aidc/contract";
import { worded } from "../report/words.ts";
import { basisWords, resourceWords } from "./line-text.ts";

export interface RuleMissing {
  readonly code: Extract<StatementProblem["code"], "no_price" | "no_model" | "no_peak_known">;
  readonly what: string;
  readonly about: Unpriced;
}

const codes: Readonly<Record<Unpriced["why"], RuleMissing["code"]>> = {
  no_version: "no_price",
  no_rule: "no_price",
  part_of_instance: "no_price",
  unknown_model: "no_model",
  no_peak: "no_peak_known",
  as_it_happens: "no_price",
  too_far: "no_price",
};

export function missing(about: Unpriced): RuleMissing {
  return { code: codes[about.why], what: unpricedWords(about).en, about };
}

export function unpricedPart(
  about: Unpriced,
  { from, to }: { readonly from: string; readonly to: string },
): Quote["unpriced"][number] {
  return { what: unpricedWords(about).en, about, from, to };
}

export function unpricedWords(about: Unpriced): Worded {
  switch (about.why) {
    case "no_version": {
      const [what, basis] = [resourceWords[about.resource], basisWords[about.basis]];
      return worded(
        `No price version is in force: ${what.en} (${basis.en})`,
        `没有生效的价格版本：${what.zh}（${basis.zh}）`,
      );
    }
    case "no_rule":
      return noRule(about);
    case "part_of_instance":
      return worded(
        `${about.cards} cards of ${about.model ?? "any model"} are no whole instances of rule ${about.rule}`,
        `${about.cards} 张${about.model ? ` ${about.model} ` : "卡"}不是规则 ${about.rule} 的整数个实例`,
      );
    case "unknown_model": {
      const basis = basisWords[about.basis];
      return worded(`Accelerators of no known model (${basis.en})`, `型号未知的加速卡（${basis.zh}）`);
    }
    case "no_peak":
      return worded(
        `${about.model ?? "An unknown model"} has no known dense ${about.precision} peak`,
        `${about.model ? `${about.model} ` : "未知型号"}没有公布的 ${about.precision} 稠密峰值`,
      );
    case "as_it_happens":
      return worded("Use on demand is charged as it happens", "按需使用按实际发生计费");
    case "too_far":
      return worded(`Beyond ${about.months} months`, `${about.months} 个月之后`);
  }
}

function noRule({ version, resource, model, basis }: Extract<Unpriced, { why: "no_rule" }>): Worded {
  const [what, by] = [resourceWords[resource], basisWords[basis]];
  return worded(
    `Price version ${version} has no rule for ${what.en}${model ? ` of ${model}` : ""} (${by.en})`,
    `价格版本 ${version} 没有${model ? ` ${model} ` : ""}${what.zh}的规则（${by.zh}）`,
  );
}
