import { createHash } from "node:crypto";
import type { Statement, StatementLine, StatementProblem } from "@aidc/contract";
import type { RatedLine } from "@aidc/domain";
import {
  buildStatement,
  canonicalJson,
  correctionLines,
  isBlocking,
  isoOf,
  notReachedWords,
  rateMonth,
} from "@aidc/domain";
import type { StatementBasis } from "@aidc/store";
import type { StatementContext } from "./statement-context.ts";
import { headOf, rateInputOf } from "./statement-context.ts";

export interface ComposedStatement {
  readonly statement: Statement;
  /** Lines of the month itself with what is behind them. */
  readonly rated: readonly RatedLine[];
}

/** The platform's statement of a month as the ledger and the prices stand: an estimate, or blocked. */
export function composeStatement(context: StatementContext, basis: StatementBasis): ComposedStatement {
  const { lines: rated, problems } = rateMonth(rateInputOf(context, basis));
  const corrections = correctReopened(context, basis);
  const built = buildStatement({
    seller: null,
    ...headOf(context, basis),
    lines: [...rated.map(({ line }) => line), ...corrections.lines],
    problems: [...problems, ...corrections.problems],
  });
  return { statement: sealed(built), rated };
}

/**
 * The same to be looked at while nobody has just metered the month: what the ledger has not reached is unknown, so
 * an empty ledger of somebody who leases something blocks the sum instead of making it 0.
 */
export function composeEstimate(context: StatementContext, basis: StatementBasis): ComposedStatement {
  const composed = composeStatement(context, basis);
  const missing = notReached(context, basis);
  if (missing === null) return composed;
  const { contentSha256: _without, ...statement } = composed.statement;
  const problems = [missing, ...statement.problems];
  return { ...composed, statement: sealed({ ...statement, status: "blocked", problems }) };
}

function notReached(
  { view, place, period, untilMs }: StatementContext,
  { entries }: StatementBasis,
): StatementProblem | null {
  const isLeased = view.document.leases.some(
    ({ tenant, from, to }) =>
      tenant === place.tenantId &&
      Date.parse(from) < untilMs &&
      (to === null || Date.parse(to) > period.fromMs),
  );
  if (entries.length > 0 || !isLeased) return null;
  return { code: "not_reached", what: notReachedWords.en, from: isoOf(period.fromMs), to: isoOf(untilMs) };
}

/** Months that were issued and have changed since. What cannot be priced there stops this statement too. */
function correctReopened(
  context: StatementContext,
  { reopened }: StatementBasis,
): { lines: StatementLine[]; problems: StatementProblem[] } {
  const lines: StatementLine[] = [];
  const problems: StatementProblem[] = [];
  for (const { month, issued, later, entries } of reopened) {
    const { versions, view, timeZone, currency } = context;
    const book = { versions, models: view.document.catalogue, timeZone, currency };
    const now = rateMonth({ ...book, month, entries });
    problems.push(...now.problems.filter(isBlocking));
    lines.push(...correctionLines({ issued, later, now: now.lines.map(({ line }) => line) }));
  }
  return { lines, problems };
}

/**
 * With the hash of what it says: not of its number, its state, or when and by whom it was issued, so that the
 * estimate that was looked at and the statement that came of it have the same.
 */
export function sealed(statement: Omit<Statement, "contentSha256">): Statement {
  const { number: _n, status: _s, issuedAt: _at, issuedBy: _by, ...content } = statement;
  const contentSha256 = createHash("sha256").update(canonicalJson(content)).digest("hex");
  return { ...statement, contentSha256 };
}
