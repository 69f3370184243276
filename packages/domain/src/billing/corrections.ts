/**
 * Lines that put an issued month right, on the statement of the next open one: what the ledger says now less what
 * was charged so far, by the issued statement and by earlier corrections of it. The issued statement itself never
 * changes. Source: standards 3.1 (Correction only of a period that was already invoiced), features 7 "late data
 * opens an adjustment line".
 */
import type { Statement, StatementLine } from "@aidc/contract";
import { compareText } from "./cover.ts";
import { formatMinor, parseMinor } from "./money.ts";

export interface CorrectionInput {
  readonly issued: Pick<Statement, "month" | "currency" | "lines">;
  /** Statements issued since, whose corrections of that month count as charged. */
  readonly later: readonly Pick<Statement, "lines">[];
  /** The same month rated again from the ledger as it is now. */
  readonly now: readonly StatementLine[];
}

/** @returns one line for each that came out differently, in order; none when nothing did */
export function correctionLines({ issued, later, now }: CorrectionInput): StatementLine[] {
  const { month, currency } = issued;
  const prefix = `correction~${month}~`;
  const open = new Map<string, Difference>();
  const add = (id: string, line: StatementLine, sign: bigint) => {
    const known = open.get(id) ?? { line, amounts: [0n, 0n, 0n] };
    const amounts = amountsOf(line, currency).map((amount, i) => (known.amounts[i] ?? 0n) + sign * amount);
    open.set(id, { line: sign > 0n ? line : known.line, amounts });
  };
  for (const line of issued.lines) if (line.chargeClass === null) add(line.id, line, -1n);
  for (const line of later.flatMap((statement) => statement.lines))
    if (line.id.startsWith(prefix)) add(line.id.slice(prefix.length), line, -1n);
  for (const line of now) add(line.id, line, 1n);
  return [...open]
    .filter(([, { amounts }]) => amounts.some((amount) => amount !== 0n))
    .sort(([a], [b]) => compareText(a, b))
    .map(([id, difference]) => correctionOf(`${prefix}${id}`, month, difference, currency));
}

interface Difference {
  readonly line: StatementLine;
  /** billed, effective, list in minor units */
  readonly amounts: readonly bigint[];
}

function amountsOf(line: StatementLine, currency: string): bigint[] {
  return [line.billed, line.effective, line.list].map((text) => parseMinor(text, currency));
}

function correctionOf(
  id: string,
  month: string,
  { line, amounts }: Difference,
  currency: string,
): StatementLine {
  const [billed = 0n, effective = 0n, list = 0n] = amounts;
  const said = line.chargeClass === null ? `Correction of ${month}: ${line.description}` : line.description;
  return {
    ...line,
    id,
    category: "Adjustment",
    chargeClass: "Correction",
    description: said,
    // The difference of two rounded amounts is no product of a quantity and a price.
    quantity: null,
    pricingUnit: null,
    unitPrice: null,
    billed: formatMinor(billed, currency),
    effective: formatMinor(effective, currency),
    list: formatMinor(list, currency),
  };
}
