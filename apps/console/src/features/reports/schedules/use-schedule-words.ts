import type { ReportDelivery, ReportRun } from "@aidc/contract";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { showMoment } from "../../../ui/format/time.ts";
import type { Mark } from "../../../ui/state-mark.tsx";

/** How runs and deliveries are told: a shape and a word for each state. */
export function useScheduleWords(timeZone: string) {
  const intl = useIntl();
  return useMemo(() => {
    const moment = (at: string) => showMoment(Date.parse(at), timeZone, intl.locale);
    const runState = ({ state, error, tries, nextAttemptAt }: ReportRun): [Mark, string] => {
      if (state === "failed")
        return ["critical", intl.formatMessage({ id: "schedules.run.failed" }, { tries, error })];
      if (state === "waiting" && error !== null) {
        const at = nextAttemptAt === null ? "" : moment(nextAttemptAt);
        return ["warning", intl.formatMessage({ id: "schedules.run.retry" }, { at, error })];
      }
      return [state === "waiting" ? "info" : "normal", intl.formatMessage({ id: `schedules.run.${state}` })];
    };
    const deliveryState = ({ state, attempts, nextAttemptAt }: ReportDelivery): [Mark, string] => {
      if (state === "given_up")
        return ["critical", intl.formatMessage({ id: "schedules.delivery.given_up" })];
      if (state === "waiting" && attempts.length > 0) {
        const at = nextAttemptAt === null ? "" : moment(nextAttemptAt);
        return ["warning", intl.formatMessage({ id: "schedules.delivery.retry" }, { at })];
      }
      const mark = state === "waiting" ? "info" : "normal";
      return [mark, intl.formatMessage({ id: `schedules.delivery.${state}` })];
    };
    return { moment, runState, deliveryState };
  }, [intl, timeZone]);
}
