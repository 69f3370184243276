import type { AlarmView } from "@aidc/contract";
import type { IntlShape } from "react-intl";
import { showAmount } from "../../../ui/format/money.ts";
import { joinShown, showQuantity } from "../../../ui/format/quantity.ts";

type Exposed = Pick<AlarmView, "exposure">;

/** Who, PFLOPS and money a minute that hang on an alarm; what is not known is a range, or a dash with its reason. */
export function riskWords(intl: IntlShape) {
  const why = (reason: NonNullable<AlarmView["exposure"]["perMinute"]["reason"]>) =>
    intl.formatMessage({ id: `alarms.exposure.${reason}` });
  const unknown = (reason: Parameters<typeof why>[0]) => `\u2014 (${why(reason)})`;
  const exposure = ({ exposure: { tenants, accelerators } }: Exposed): string => {
    const { atLeast, atMost } = tenants;
    if (accelerators === null) return intl.formatMessage({ id: "alarms.exposure.anywhere" }, { atMost });
    if (atMost === 0 && accelerators === 0) return intl.formatMessage({ id: "alarms.exposure.none" });
    return atLeast === atMost
      ? intl.formatMessage({ id: "alarms.exposure" }, { tenants: atLeast, accelerators })
      : intl.formatMessage({ id: "alarms.exposure.range" }, { atLeast, atMost, accelerators });
  };
  const exposureWhy = (alarm: Exposed): string => {
    const { reason } = alarm.exposure.tenants;
    return reason === null ? exposure(alarm) : `${exposure(alarm)} (${why(reason)})`;
  };
  const pflops = ({ exposure: { pflops } }: Exposed): string => {
    if (pflops.value === null) return unknown(pflops.reason ?? "no_peak_known");
    const value = joinShown(showQuantity(pflops.value, "PFLOPS", intl.locale));
    return `${value} ${pflops.precision.toUpperCase()}`;
  };
  const money = ({ exposure: { perMinute } }: Exposed): string => {
    const { atLeast, reason } = perMinute;
    if (reason !== null && Number(atLeast) === 0) return unknown(reason);
    const amount = showAmount(atLeast, perMinute.currency, intl.locale);
    if (reason === null) return intl.formatMessage({ id: "alarms.exposure.minute" }, { amount });
    return `${intl.formatMessage({ id: "alarms.exposure.minute.least" }, { amount })} (${why(reason)})`;
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
  return { exposure, exposureWhy, pflops, money, risk };
}
