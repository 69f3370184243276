import type { Freshness, Grade, Reason } from "@aidc/contract";
import { useMemo } from "react";
import type { IntlShape } from "react-intl";
import { useIntl } from "react-intl";
import { joinShown, showCoverage, showQuantity, showRange } from "./format/quantity.ts";
import type { Age } from "./format/time.ts";
import { coarseAge, measureAge } from "./format/time.ts";

export interface Words {
  readonly language: string;
  quantity(value: number, unit: string): string;
  /** `4.99-5.26 MW`: both ends in the unit of the upper one. */
  range(low: number, high: number, unit: string): string;
  coverage(ratio: number): string;
  age(ageMs: number): string;
  coarseAge(ageMs: number): string;
  reason(reason: Reason | undefined): string;
  grade(grade: Grade): string;
  freshness(freshness: Freshness): string;
  count(value: number): string;
  /** A share without decimals, for a glance. */
  percent(ratio: number): string;
}

/** Numbers, ages and closed lists in the language of the page. */
export function useWords(): Words {
  const intl = useIntl();
  return useMemo(() => createWords(intl), [intl]);
}

function createWords(intl: IntlShape): Words {
  const age = ({ unit, count }: Age) => intl.formatMessage({ id: `age.${unit}` }, { count });
  return {
    language: intl.locale,
    quantity: (value, unit) => joinShown(showQuantity(value, unit, intl.locale)),
    range: (low, high, unit) => joinShown(showRange(low, high, unit, intl.locale)),
    coverage: (ratio) => showCoverage(ratio, intl.locale),
    age: (ageMs) => age(measureAge(ageMs)),
    coarseAge(ageMs) {
      const coarse = coarseAge(ageMs);
      return coarse.below ? intl.formatMessage({ id: "age.below" }, { age: age(coarse) }) : age(coarse);
    },
    reason: (reason) => intl.formatMessage({ id: reason ? `reason.${reason}` : "reason.none" }),
    grade: (grade) => intl.formatMessage({ id: `grade.${grade}` }),
    freshness: (freshness) => intl.formatMessage({ id: `freshness.${freshness}` }),
    percent: (ratio) => `${intl.formatNumber(ratio * 100, { maximumFractionDigits: 0 })}\u202f%`,
    count: (value) => intl.formatNumber(value, { maximumFractionDigits: 0 }),
  };
}
