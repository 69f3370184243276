import type { PriceRule } from "@aidc/contract";
import { findModel } from "@aidc/domain";
import { useMemo } from "react";
import type { IntlShape } from "react-intl";
import { useIntl } from "react-intl";
import { showPrice } from "../../../ui/format/money.ts";

export interface PriceWords {
  /** `¥6.50 per card-hour of H20, by lease` */
  rule(rule: PriceRule, currency: string): string;
}

export function usePriceWords(): PriceWords {
  const intl = useIntl();
  return useMemo(() => ({ rule: (rule, currency) => wordRule(intl, rule, currency) }), [intl]);
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
