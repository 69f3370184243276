import type { IntlShape } from "react-intl";
import type { MessageId } from "../../i18n/messages/en.ts";

/** Pricing units as FOCUS spells them. */
const units: Readonly<Record<string, MessageId>> = {
  "Card-Hours": "my.unit.card_hour",
  "PFLOPS-Hours": "my.unit.pflops_hour",
  "Instance-Months": "my.unit.instance_month",
  "Rack-Months": "my.unit.racks",
  "Rack-Unit-Months": "my.unit.rack_units",
  "kW-Months": "my.unit.power_kw",
};

/** A pricing unit in the reader's language; one that is younger than the page as it came. */
export function wordUnit(unit: string | null, intl: IntlShape): string {
  const id = unit === null ? undefined : units[unit];
  return id ? intl.formatMessage({ id }) : (unit ?? "");
}
