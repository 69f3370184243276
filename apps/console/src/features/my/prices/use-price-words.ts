import type { Band, PriceRule } from "@aidc/contract";
import { formatUnitPrice, unitPriceOf } from "@aidc/domain";
import { useMemo } from "react";
import type { IntlShape } from "react-intl";
import { useIntl } from "react-intl";
import { showPrice } from "../../../ui/format/money.ts";
import { useModelName } from "../use-model-name.ts";

export interface PriceWords {
  /** `¥12.50 per card-hour`; in a band the price that holds there. */
  price(rule: PriceRule, band: Band | null, currency: string): string;
  /** What is priced, and when. */
  rule(rule: PriceRule): string;
  /** `22:00 to 06:00, Monday to Friday (price × 0.5)` */
  band(band: Band): string;
}

export function usePriceWords(): PriceWords {
  const intl = useIntl();
  const modelName = useModelName();
  return useMemo(() => createPriceWords(intl, modelName), [intl, modelName]);
}

/** @param modelName of a model's id */
export function createPriceWords(intl: IntlShape, modelName: (model: string) => string): PriceWords {
  const modelOf = (model: string | null) =>
    model === null ? intl.formatMessage({ id: "my.price.anymodel" }) : modelName(model);
  return {
    price(rule, band, currency) {
      const amount = showPrice(formatUnitPrice(unitPriceOf(rule, band)), currency, intl.locale);
      const unit = rule.unit === "space_month" ? rule.resource : rule.unit;
      return intl.formatMessage(
        { id: "my.price.per" },
        { amount, unit: intl.formatMessage({ id: `my.price.per.${unit}` }) },
      );
    },
    rule(rule) {
      if (rule.unit === "space_month") return intl.formatMessage({ id: `my.price.space.${rule.resource}` });
      if (rule.unit === "instance_month") {
        const values = { model: modelOf(rule.model), cards: rule.cardsPerInstance };
        return intl.formatMessage({ id: "my.price.instance" }, values);
      }
      if (rule.unit === "pflops_hour") {
        const precision = rule.precision.toUpperCase();
        return intl.formatMessage({ id: `my.price.pflops.${rule.basis}` }, { precision });
      }
      return intl.formatMessage({ id: `my.price.card.${rule.basis}` }, { model: modelOf(rule.model) });
    },
    band({ from, to, weekdays, months, factor }) {
      const when = [
        intl.formatMessage({ id: from > to ? "my.band.wraps" : "my.band.hours" }, { from, to }),
        weekdays &&
          intl.formatList(
            weekdays.map((day) => nameWeekday(day, intl.locale)),
            { type: "unit" },
          ),
        months &&
          intl.formatList(
            months.map((month) => nameMonth(month, intl.locale)),
            { type: "unit" },
          ),
      ];
      const said = when.filter(Boolean).join(", ");
      return intl.formatMessage({ id: "my.band.factor" }, { when: said, factor });
    },
  };
}

/** 1 is Monday; 1 January 2024 was one. */
function nameWeekday(day: number, language: string): string {
  const format = new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" });
  return format.format(Date.UTC(2024, 0, day));
}

function nameMonth(month: number, language: string): string {
  return new Intl.DateTimeFormat(language, { month: "short", timeZone: "UTC" }).format(
    Date.UTC(2024, month - 1, 1),
  );
}
