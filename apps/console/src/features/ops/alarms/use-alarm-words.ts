import type { AlarmView } from "@aidc/contract";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { splitName } from "../../../ui/center-name.ts";
import { joinShown, showQuantity } from "../../../ui/format/quantity.ts";
import { showMoment } from "../../../ui/format/time.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { throttleWords, xidWords } from "./fault-words.ts";
import { readWords } from "./read-words.ts";
import { riskWords } from "./risk-words.ts";

export type AlarmWords = ReturnType<typeof useAlarmWords>;

/** Alarms in the language of the page, times on the center's clock. */
export function useAlarmWords() {
  const intl = useIntl();
  const { timeZone } = useOpsCenter();
  return useMemo(() => {
    const name = ({ ruleName, ruleNameZh }: AlarmView) =>
      splitName({ name: ruleName, nameZh: ruleNameZh }, intl.locale)[0];
    const moment = (atMs: number | null) =>
      atMs === null ? "\u2014" : showMoment(atMs, timeZone, intl.locale);
    const short = (atMs: number) =>
      intl.formatDate(atMs, {
        timeZone,
        month: "short",
        day: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
      });
    const quantity = (value: number, unit: string) => {
      const count = Math.floor(value);
      if (unit === "xid") return xidWords(intl, value);
      if (unit === "throttle") return throttleWords(intl, value);
      if (unit === "leak")
        return intl.formatMessage({ id: value > 0 ? "alarms.leak.wet" : "alarms.leak.dry" });
      if (unit === "cadences") return intl.formatMessage({ id: "alarms.cadences" }, { count });
      return unit === "s"
        ? intl.formatMessage({ id: "age.second" }, { count })
        : joinShown(showQuantity(value, unit, intl.locale));
    };
    return {
      name,
      quantity,
      moment,
      short,
      severity: ({ severity }: Pick<AlarmView, "severity">) =>
        intl.formatMessage({ id: `alarms.severity.${severity}` }),
      state: ({ letter, shelf, suppression }: AlarmView) => {
        const end = letter === "H" ? suppression : shelf;
        return intl.formatMessage(
          { id: `alarms.state.${letter}` },
          { until: end === null ? "" : short(end.untilMs) },
        );
      },
      value: (alarm: AlarmView) => {
        const value = readWords(alarm, quantity, (raised, cleared) =>
          intl.formatMessage({ id: "alarms.value.returned" }, { raised, cleared }),
        );
        const limit = alarm.limit === null ? null : quantity(alarm.limit, alarm.unit);
        if (value === null) return limit === null ? "" : `\u2014 / ${limit}`;
        return limit === null ? value : intl.formatMessage({ id: "alarms.value" }, { value, limit });
      },
      ...riskWords(intl),
    };
  }, [intl, timeZone]);
}
