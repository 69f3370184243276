import { useMemo } from "react";
import type { IntlShape } from "react-intl";
import { useIntl } from "react-intl";

/** `Mon–Fri, Jan–Mar`; every day is said so. */
export type DayWords = (weekdays: readonly number[], months: readonly number[]) => string;

export function useDayWords(): DayWords {
  const intl = useIntl();
  return useMemo(() => (weekdays, months) => wordDays(intl, weekdays, months), [intl]);
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
