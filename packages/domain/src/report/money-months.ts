/**
 * Revenue by local month, and what it relates to. A month is complete when every tenant that leases in it has a
 * statement; a ratio takes complete months alone, on both sides. Source: standards 1.1, 3.2.
 */
import type { Lease, Reason, WindowMs } from "@aidc/contract";
import { addMajor, majorOf, sumOf } from "../billing/money.ts";
import { monthWindow } from "../billing/month.ts";
import { isTellable } from "../billing/neighbour-privacy.ts";
import { coverageGates } from "../figure/figure.ts";
import { intervalOf } from "../tenancy/leases.ts";
import { overlapMs } from "../time/intervals.ts";
import type { ReportInputs, RevenueMonth } from "./inputs.ts";

/** Tenants of which a statement of the month is expected: they lease in it, or were billed without. */
export function expectedStatements(
  leases: readonly Lease[],
  month: WindowMs,
  billed: readonly string[],
): number {
  const leasing = leases.filter((lease) => overlapMs(intervalOf(lease), month) > 0);
  return new Set([...billed, ...leasing.map(({ tenant }) => tenant)]).size;
}

export function billedOf(inputs: ReportInputs, { byTenant }: RevenueMonth): number {
  return majorOf(sumOf(byTenant), inputs.document.center.currency);
}

export function isMonthTellable({ byTenant }: RevenueMonth): boolean {
  return byTenant.length === 0 || isTellable(byTenant.map(Number));
}

export const isComplete = ({ byTenant, tenants }: RevenueMonth): boolean =>
  byTenant.length > 0 && byTenant.length >= tenants;

/** Nobody to bill in a month is no knowledge that nothing was billed. */
export const statementShare = ({ byTenant, tenants }: RevenueMonth): number =>
  tenants > 0 ? byTenant.length / tenants : 0;

/** What revenue relates to, of one window. */
export interface Base {
  readonly value: number | null;
  readonly reason?: Reason | undefined;
  readonly coverage: number;
}

export interface Related {
  readonly billed: number;
  readonly whole: number;
  /** Of the period: covered time of the complete months. */
  readonly coverage: number;
  readonly months: readonly { readonly month: string; readonly billed: number; readonly value: number }[];
}

/** @returns why there is no ratio: no month is complete, or what it relates to is known of too little of them */
export function relatedTo(inputs: ReportInputs, baseOf: (month: WindowMs) => Base): Related | Reason {
  const { revenue, document, period } = inputs;
  if (!revenue.every(isMonthTellable)) return "suppressed";
  const complete = revenue.filter(isComplete).map((month) => {
    const window = monthWindow(month.month, document.center.timeZone);
    return { ...month, billed: billedOf(inputs, month), ...baseOf(window), lengthMs: lengthOf(window) };
  });
  if (complete.length === 0) return "no_statement";
  const unknown = complete.find(({ value }) => value === null);
  if (unknown) return unknown.reason ?? "no_data";
  const lengthMs = complete.reduce((sum, month) => sum + month.lengthMs, 0);
  const coveredMs = complete.reduce((sum, { coverage, ...month }) => sum + coverage * month.lengthMs, 0);
  if (coveredMs < coverageGates.provisional * lengthMs)
    return complete.find(({ reason }) => reason)?.reason ?? "coverage_low";
  const months = complete.flatMap(({ month, billed, value }) =>
    value === null ? [] : [{ month, billed, value }],
  );
  const whole = months.reduce((sum, { value }) => sum + value, 0);
  if (whole <= 0) return "no_data";
  return {
    billed: addMajor(
      complete.map(({ billed }) => billed),
      document.center.currency,
    ),
    whole,
    months,
    coverage: Math.min(1, coveredMs / lengthOf(period.window)),
  };
}

const lengthOf = ({ fromMs, toMs }: WindowMs): number => toMs - fromMs;
