import type { AlarmView } from "@aidc/contract";
import type { IntlShape } from "react-intl";
import { showAmount } from "../../../ui/format/money.ts";
import { joinShown, showQuantity } from "../../../ui/format/quantity.ts";

type Exposed = Pick<AlarmView, "exposure">;

/** PFLOPS and money a minute that hang on an alarm; what is not known is a dash with its reason. */
export function riskWords(intl: IntlShape) {
  const unknown = (reason: NonNullable<AlarmView["exposure"]["perMinute"]["reason"]>) =>
    `\u2014 (${intl.formatMessage({ id: `alarms.exposure.${reason}` })})`;
  const pflops = ({ exposure: { pflops } }: Exposed): string => {
    if (pflops.value === null) return unknown(pflops.reason ?? "no_peak_known");
    const value = joinShown(showQuantity(pflops.value, "PFLOPS", intl.locale));
    return `${value} ${pflops.precision.toUpperCase()}`;
  };
  const money = ({ exposure: { perMinute } }: Exposed): string => {
    if (perMinute.amount === null) return unknown(perMinute.reason ?? "no_price");
    const amount = showAmount(perMinute.amount, perMinute.currency, intl.locale);
    return intl.formatMessage({ id: "alarms.exposure.minute" }, { amount });
  };
  /** Short, for a line of the list: what is not known is left to the drawer. */
  const risk = (alarm: Exposed): string => {
    const { accelerators, pflops: peak, perMinute } = alarm.exposure;
    if (accelerators === 0 && perMinute.amount === "0") return "";
    const parts = [
      peak.value === null ? "\u2014 PFLOPS" : pflops(alarm),
      perMinute.amount === null ? `\u2014 ${perMinute.currency}` : money(alarm),
    ];
    return parts.join(" \u00b7 ");
  };
  return { pflops, money, risk };
}
