import type { LedgerEntry, Statement } from "@aidc/contract";
import type { RatedPart } from "@aidc/domain";
import { formatScaled, parseDecimal, rateMonth } from "@aidc/domain";
import { AppError, notFound } from "../app-error.ts";
import type { Services } from "../services.ts";
import { composeStatement } from "./compose-statement.ts";
import type { StatementContext } from "./statement-context.ts";
import { rateInputOf, statementContext } from "./statement-context.ts";

export interface LineQuery {
  readonly center: string;
  readonly tenant: string;
  readonly month: string;
  readonly line: string;
  readonly after: number;
}

const entriesPerPage = 1000;

type Part = Pick<RatedPart, "entry" | "quantityHours" | "exactAmount">;

/**
 * The ledger intervals behind a line, with the exact amount of each. Of an issued statement they are those it was
 * made of. Of a correction: what the ledger says now, less what had been charged.
 * @throws AppError not_found for a line that the statement does not have
 */
export async function unfoldLine(services: Services, query: LineQuery) {
  const context = await statementContext(services, query);
  const statement = await statementOf(services, context);
  const line = statement.lines.find(({ id }) => id === query.line);
  if (!line) throw notFound(`Line ${query.line}`);
  const [, corrected, original] = /^correction~(\d{4}-\d{2})~(.+)$/s.exec(line.id) ?? [];
  const { entries, parts } =
    corrected === undefined || original === undefined
      ? await partsOf(services, context, line.id, statement.ledgerHead)
      : await changeOf(services, context, { month: corrected, line: original, head: statement.ledgerHead });
  if (parts.length === 0 && line.entryCount > 0)
    throw new AppError("conflict", "The catalogue of models has changed since; its parts are not known.");
  return pageOf(parts, entries, query.after);
}

async function statementOf(services: Services, context: StatementContext): Promise<Statement> {
  const issued = await services.billing.findStatement(context.place);
  return issued ?? composeStatement(context, await services.billing.statementBasis(context.place)).statement;
}

interface Unfolded {
  readonly entries: readonly LedgerEntry[];
  readonly parts: readonly Part[];
}

async function partsOf(
  services: Services,
  context: StatementContext,
  line: string,
  head: number,
): Promise<Unfolded> {
  const basis = await services.billing.statementBasis(context.place, head);
  const rated = rateMonth(rateInputOf(context, basis)).lines.find((one) => one.line.id === line);
  return { entries: basis.entries, parts: rated?.parts ?? [] };
}

/** Entries that count the same before and after cancel out. */
async function changeOf(
  services: Services,
  context: StatementContext,
  correction: { readonly month: string; readonly line: string; readonly head: number },
): Promise<Unfolded> {
  const { place } = context;
  const { month, line } = correction;
  const of = { center: place.centerId, tenant: place.tenantId, month };
  const corrected = await statementContext(services, of);
  const chargedHead = await headBefore(services, context, month);
  const now = await partsOf(services, corrected, line, correction.head);
  const charged = await partsOf(services, corrected, line, chargedHead);
  const sums = new Map<number, [quantity: bigint, amount: bigint]>();
  const add = ({ entry, quantityHours, exactAmount }: Part, sign: bigint) => {
    const [quantity, amount] = sums.get(entry) ?? [0n, 0n];
    sums.set(entry, [
      quantity + sign * parseDecimal(quantityHours),
      amount + sign * parseDecimal(exactAmount),
    ]);
  };
  for (const part of now.parts) add(part, 1n);
  for (const part of charged.parts) add(part, -1n);
  const parts = [...sums]
    .filter(([, [quantity, amount]]) => quantity !== 0n || amount !== 0n)
    .map(([entry, [quantity, amount]]) => ({
      entry,
      quantityHours: formatScaled(quantity, 9),
      exactAmount: formatScaled(amount, 9),
    }));
  return { entries: now.entries, parts };
}

/** Up to here the month was charged before this statement: by its own, and by corrections on later ones. */
async function headBefore(services: Services, { place }: StatementContext, month: string): Promise<number> {
  const listed = await services.billing.listStatements(place);
  const between = listed.filter((one) => one.month >= month && one.month < place.month);
  const issued = await Promise.all(
    between.map((one) => services.billing.findStatement({ ...place, month: one.month })),
  );
  return Math.max(0, ...issued.map((statement) => statement?.ledgerHead ?? 0));
}

function pageOf(parts: readonly Part[], entries: readonly LedgerEntry[], after: number) {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const rest = parts.filter(({ entry }) => entry > after).sort((a, b) => a.entry - b.entry);
  const page = rest.slice(0, entriesPerPage);
  return {
    entries: page.flatMap(({ entry, quantityHours, exactAmount }) => {
      const found = byId.get(entry);
      return found ? [{ ...found, quantityHours, exactAmount }] : [];
    }),
    next: rest.length > page.length ? (page.at(-1)?.entry ?? null) : null,
  };
}
