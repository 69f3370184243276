import { statementFile } from "../../exports/statement-files.ts";
import { exportStatement } from "../../usecases/billing/export-statement.ts";
import { issueStatement } from "../../usecases/billing/issue-statement.ts";
import { meterLedger } from "../../usecases/billing/meter-ledger.ts";
import { publishPrices, readPrices, readTenantPrices } from "../../usecases/billing/publish-prices.ts";
import { quote } from "../../usecases/billing/quote.ts";
import { readCharges } from "../../usecases/billing/read-charges.ts";
import { readLedger } from "../../usecases/billing/read-ledger.ts";
import { listStatements, readStatement } from "../../usecases/billing/read-statement.ts";
import { recordJobs } from "../../usecases/billing/record-jobs.ts";
import { unfoldLine } from "../../usecases/billing/unfold-line.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

export function billingRoutes(services: Services) {
  return { ...priceRoutes(services), ...ledgerRoutes(services), ...statementRoutes(services) };
}

function priceRoutes(services: Services) {
  const { billing } = api;
  return {
    prices: billing.prices.handler(({ input }) => readPrices(services, input.center)),
    publish: billing.publish.handler(({ input, context }) =>
      publishPrices(services, context, { ...input, seller: null }),
    ),
    tenantPrices: billing.tenantPrices.handler(({ input }) =>
      readTenantPrices(services, input.center, input.tenant),
    ),
    publishOwn: billing.publishOwn.handler(({ input, context }) =>
      publishPrices(services, context, { ...input, seller: input.tenant }),
    ),
    quote: billing.quote.handler(({ input }) => quote(services, input)),
  };
}

function ledgerRoutes(services: Services) {
  const { billing } = api;
  return {
    meter: billing.meter.handler(({ input, context }) => meterLedger(services, context, input)),
    recordJobs: billing.recordJobs.handler(({ input, context }) => recordJobs(services, context, input)),
    ledger: billing.ledger.handler(({ input }) => readLedger(services, input)),
  };
}

function statementRoutes(services: Services) {
  const { billing } = api;
  return {
    statement: billing.statement.handler(({ input }) => readStatement(services, input)),
    statements: billing.statements.handler(({ input }) => listStatements(services, input)),
    statementLine: billing.statementLine.handler(({ input }) => unfoldLine(services, input)),
    exportStatement: billing.exportStatement.handler(async ({ input }) =>
      statementFile(await exportStatement(services, input), input.format),
    ),
    issueStatement: billing.issueStatement.handler(({ input, context }) =>
      issueStatement(services, context, input),
    ),
  };
}

/** The money of the tenant's door. */
export function myBillingRoutes(services: Services) {
  const { my } = api;
  return { charges: my.charges.handler(({ input }) => readCharges(services, input)) };
}
