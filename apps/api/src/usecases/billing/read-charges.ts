import type { LedgerEntry, StatementLine } from "@aidc/contract";
import type { RatedLine } from "@aidc/domain";
import {
  chargesByDay,
  clipIntervals,
  dayNameAt,
  forecastMonth,
  isoOf,
  liveEntries,
  localDayAt,
  localDaysOver,
  meterLeases,
  monthNameAt,
  parseMinor,
  rateMonth,
  sumOf,
  totalMs,
  unionIntervals,
  unusedCost,
  windowOfEntry,
} from "@aidc/domain";
import type { Services } from "../services.ts";
import { composeEstimate } from "./compose-statement.ts";
import { ledgerClockMs } from "./ledger-clock.ts";
import type { StatementContext } from "./statement-context.ts";
import { rateInputOf, statementContext } from "./statement-context.ts";

/** Whole local days that the pace of use is taken from. */
const daysOfPace = 7;

/** The month of the center's clock so far, by day, and where it is going. An estimate, and called one. */
export async function readCharges(
  services: Services,
  { center, tenant }: { readonly center: string; readonly tenant: string },
) {
  const view = await services.directory.get(center);
  const { timeZone, currency } = view.document.center;
  const nowMs = ledgerClockMs(view, services.telemetry.latest, services.clock()) ?? services.clock();
  const month = monthNameAt(nowMs - 1, timeZone);
  const known = await statementContext(services, { center, tenant, month });
  // What the ledger has not reached is not known yet: never a sum of 0.
  const meteredMs = Math.min(services.metering.meteredTo(center) ?? known.period.fromMs, nowMs);
  const { fromMs, toMs } = known.period;
  const asOfMs = Math.min(toMs, Math.max(fromMs, meteredMs));
  const context = { ...known, asOfMs, untilMs: Math.min(toMs, nowMs) };
  const basis = await services.billing.statementBasis(context.place);
  const { statement, rated } = composeEstimate(context, basis);
  const isPriced = statement.status !== "blocked";
  const { forecast, rule } = forecastOf(context, basis.entries, rated, statement.lines);
  return {
    month,
    currency,
    kind: "estimate" as const,
    soFar: isPriced ? statement.billed : null,
    unused: isPriced ? unusedCost(statement.lines, currency) : notKnown,
    forecast: isPriced ? forecast : null,
    forecastRule: rule,
    asOf: isoOf(context.asOfMs),
    problems: statement.problems,
    days: isPriced ? chargesByDay(rated, currency, timeZone) : [],
  };
}

const notKnown = { amount: null, coverage: 0, reason: "no_data" } as const;

function forecastOf(
  context: StatementContext,
  entries: readonly LedgerEntry[],
  rated: readonly RatedLine[],
  lines: readonly StatementLine[],
) {
  const { period, asOfMs, currency, timeZone } = context;
  const billed = (some: readonly StatementLine[]) =>
    sumOf(some.map((line) => parseMinor(line.billed, currency)));
  const corrections = lines.filter(({ chargeClass }) => chargeClass !== null);
  const use = rated.filter(({ line }) => isUse(line));
  const byDay = new Map(chargesByDay(use, currency, timeZone).map((day) => [day.day, day.billed]));
  const counted = unionIntervals(
    liveEntries(entries)
      .filter(({ basis }) => basis === "allocated")
      .map(windowOfEntry),
  );
  const whole = { fromMs: period.fromMs, toMs: localDayAt(asOfMs, timeZone).fromMs };
  const recentDays = localDaysOver(whole, timeZone)
    .slice(-daysOfPace)
    .map((day) => ({
      billed: parseMinor(byDay.get(dayNameAt(day.fromMs, timeZone)) ?? "0", currency),
      coveredMs: totalMs(clipIntervals(counted, day)),
    }));
  return forecastMonth({
    month: period,
    nowMs: asOfMs,
    currency,
    fixedOfMonth: billed(contracted(context)) + billed(corrections),
    useSoFar: billed(use.map(({ line }) => line)),
    recentDays,
  });
}

/** What the whole month costs by contract, were nothing used. */
function contracted(context: StatementContext): StatementLine[] {
  const { view, place, period, timeZone, versions } = context;
  const leases = view.document.leases.filter(({ tenant }) => tenant === place.tenantId);
  const entries = meterLeases(leases, period, timeZone, versions).map(({ day: _day, ...draft }, index) => ({
    ...draft,
    id: index + 1,
    reverses: null,
    recordedAt: draft.from,
  }));
  const { lines } = rateMonth({ ...rateInputOf(context, { entries }), entries });
  return lines.map(({ line }) => line).filter((line) => !isUse(line));
}

/** Charged as it happens: all that is not bought by a lease. */
const isUse = ({ category, lease }: StatementLine): boolean => category === "Usage" && lease === null;
