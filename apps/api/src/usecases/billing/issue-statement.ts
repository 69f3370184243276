import type { Statement } from "@aidc/contract";
import { isBlocking, monthNameAt, monthWindow } from "@aidc/domain";
import { AppError } from "../app-error.ts";
import type { Caller } from "../caller.ts";
import type { Services } from "../services.ts";
import { changedBy } from "./changed-by.ts";
import { composeStatement } from "./compose-statement.ts";
import { meterWindow } from "./meter-window.ts";
import type { StatementQuery } from "./read-statement.ts";
import type { StatementContext } from "./statement-context.ts";
import { statementContext } from "./statement-context.ts";

/**
 * Freezes the statement of a month that has ended: numbered, hashed, never changed. The whole month is metered once
 * more first, and the one before it where that is issued already, so that what came late is in it.
 * @throws AppError conflict when the month has not ended, was issued, or holds something without a price
 */
export async function issueStatement(
  services: Services,
  caller: Caller,
  query: StatementQuery,
): Promise<Statement> {
  const context = await statementContext(services, query);
  const { place, period } = context;
  if (period.toMs > services.clock())
    throw new AppError("conflict", `${place.month} ends at ${new Date(period.toMs).toISOString()}.`);
  const by = changedBy(caller);
  const fromMs = await meteredFrom(services, context);
  await meterWindow(
    services,
    place.centerId,
    { fromMs, toMs: period.toMs },
    { by, tenantId: place.tenantId },
  );
  return services.billing.issueStatement(
    place,
    (basis, { number, issuedAt, issuedBy, versions }) => {
      const { statement } = composeStatement({ ...context, versions }, basis);
      refuseBlocked(statement);
      return { ...statement, number, status: "issued", issuedAt, issuedBy };
    },
    by,
  );
}

async function meteredFrom(
  services: Services,
  { place, period, timeZone }: StatementContext,
): Promise<number> {
  const before = monthNameAt(period.fromMs - 1, timeZone);
  const issued = await services.billing.findStatement({ ...place, month: before });
  return issued === null ? period.fromMs : monthWindow(before, timeZone).fromMs;
}

function refuseBlocked({ status, problems, month }: Statement): void {
  if (status !== "blocked") return;
  const open = problems.filter(isBlocking);
  throw new AppError(
    "conflict",
    `The statement of ${month} is blocked: ${open.map(({ what }) => what).join("; ")}.`,
    open.map(({ code, what, from, to }) => ({ path: code, message: `${what} (${from} to ${to})` })),
  );
}
