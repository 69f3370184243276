import type { PriceRule } from "@aidc/contract";

const spaces = { racks: "rack", rack_units: "U", power_kw: "kW" } as const;

/** Of what a rule's price is, as a column of a file says it: `CNY/card-hour`. */
export function unitOfRule(rule: PriceRule, currency: string): string {
  switch (rule.unit) {
    case "card_hour":
      return `${currency}/card-hour`;
    case "pflops_hour":
      return `${currency}/PFLOPS-hour`;
    case "instance_month":
      return `${currency}/instance-month`;
    case "space_month":
      return `${currency}/${spaces[rule.resource]}-month`;
  }
}
