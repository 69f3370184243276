import type { PriceRule } from "@aidc/contract";
import { findModel } from "@aidc/domain";
import { useMemo } from "react";
import type { IntlShape } from "react-intl";
import { useIntl } from "react-intl";
import { showPrice } from "../../../ui/format/money.ts";

export interface PriceWords {
  /** `¥6.50 per card-hour of H20, by lease` */
  rule(rule: PriceRule, currency: string): string;
  /** `Mon–Fri, Jan–Mar`; every day is said so. */
  days(weekdays: readonly number[], months: readonly number[]): string;
}

export function usePriceWords(): PriceWords {
  const intl = useIntl();
  return useMemo(
    () => ({
      rule: (rule, currency) => wordRule(intl, rule, currency),
      days: (weekdays, months) => wordDays(intl, weekdays, months),
    }),
    [intl],
  );
}

function wordRule(intl: IntlShape, rule: PriceRule, currency: string): string {
  const price = showPrice(rule.unitPrice, currency, intl.locale);
  const basis = intl.formatMessage({ id: `desk.price.basis.${rule.basis}` });
  const model = (id: string | null) =>
    id === null ? intl.formatMessage({ id: "desk.lease.anyModel" }) : (findModel(id, [])?.name ?? id);
  switch (rule.unit) {
    case "card_hour":
      return intl.formatMessage({ id: "desk.price.card_hour" }, { price, basis, model: model(rule.model) });
    case "pflops_hour":
      return intl.formatMessage(
        { id: "desk.price.pflops_hour" },
        { price, basis, precision: rule.precision.toUpperCase() },
      );
    case "instance_month":
      return intl.formatMessage(
        { id: "desk.price.instance_month" },
        { price, basis, model: model(rule.model), count: rule.cardsPerInstance },
      );
    case "space_month":
      return intl.formatMessage(
        { id: "desk.price.space_month" },
        { price, basis, space: intl.formatMessage({ id: `desk.price.space.${rule.resource}` }) },
      );
  }
}

function wordDays(intl: IntlShape, weekdays: readonly number[], months: readonly number[]): string {
  const parts: string[] = [];
  // 2024 began with a Monday.
  const weekday = (day: number) =>
    intl.formatDate(Date.UTC(2024, 0, day), { timeZone: "UTC", weekday: "short" });
  const month = (each: number) =>
    intl.formatDate(Date.UTC(2024, each - 1, 1), { timeZone: "UTC", month: "short" });
  if (weekdays.length < 7) parts.push(wordRuns(intl, weekdays, weekday));
  if (months.length < 12) parts.push(wordRuns(intl, months, month));
  return parts.length === 0 ? intl.formatMessage({ id: "desk.price.everyDay" }) : parts.join(", ");
}

/** 1, 2, 3, 6 is `Mon–Wed, Sat`. */
function wordRuns(intl: IntlShape, numbers: readonly number[], name: (value: number) => string): string {
  const runs: [number, number][] = [];
  for (const value of numbers) {
    const last = runs.at(-1);
    if (last && last[1] === value - 1) last[1] = value;
    else runs.push([value, value]);
  }
  return runs
    .map(([first, last]) =>
      first === last
        ? name(first)
        : intl.formatMessage({ id: "desk.price.run" }, { first: name(first), last: name(last) }),
    )
    .join(", ");
}
