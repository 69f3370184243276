/**
 * The statement of a tenant's month: lines, their sum, what could not be priced and what everything rests on.
 * Without a hash, number or date of issue; those belong to whoever freezes it. Source: contract nouns/statement,
 * standards 3.1 (billing period in UTC, sum of billed costs = total).
 */
import type { Statement, StatementLine, StatementProblem } from "@aidc/contract";
import { isoOf } from "../figure/figure.ts";
import { roundingWords } from "./line-text.ts";
import { formatMinor, parseMinor, sumOf } from "./money.ts";
import { monthWindow } from "./month.ts";

/** Rises when the same ledger and prices would give other amounts. */
export const statementMethod = { id: "statement", version: 1 } as const;

export interface StatementInput
  extends Pick<
    Statement,
    "seller" | "tenant" | "tenantName" | "month" | "timeZone" | "currency" | "ledgerHead"
  > {
  /** Of the month, and corrections of earlier ones. */
  readonly lines: readonly StatementLine[];
  readonly problems: readonly StatementProblem[];
}

export function buildStatement(input: StatementInput): Omit<Statement, "contentSha256"> {
  const { lines, problems, ...facts } = input;
  const period = monthWindow(input.month, input.timeZone);
  return {
    ...facts,
    number: null,
    status: problems.some(isBlocking) ? "blocked" : "estimate",
    billingPeriodStart: isoOf(period.fromMs),
    billingPeriodEnd: isoOf(period.toMs),
    lines: [...lines],
    billed: formatMinor(sumOf(lines.map((line) => parseMinor(line.billed, input.currency))), input.currency),
    problems: [...problems],
    roundingRule: roundingWords.en,
    method: statementMethod,
    issuedAt: null,
    issuedBy: null,
  };
}

/** Time without counts is said and not billed; whatever has no price stops the statement. */
export function isBlocking(problem: Pick<StatementProblem, "code">): boolean {
  return problem.code !== "not_metered";
}
