import type { JobRecord, LedgerEntry, Statement, StatementLine } from "@aidc/contract";
import {
  attributeToTeams,
  buildStatement,
  liveEntries,
  rateTeams,
  segmentOf,
  splitLinesByTeam,
  teamShares,
} from "@aidc/domain";
import { AppError } from "../app-error.ts";
import type { Services } from "../services.ts";
import { composeEstimate, sealed } from "./compose-statement.ts";
import type { StatementContext } from "./statement-context.ts";
import { headOf, rateInputOf, statementContext } from "./statement-context.ts";
import { requireTenant } from "./tenant-of.ts";

export interface StatementQuery {
  readonly center: string;
  readonly tenant: string;
  readonly month: string;
  readonly team?: string | undefined;
}

type StatementServices = Pick<Services, "directory" | "billing" | "clock">;

/**
 * The statement as it was issued, else an estimate from the ledger and prices of now. Towards a team it is always an
 * estimate: at the tenant's own prices, or else the team's share of what the platform charges.
 */
export async function readStatement(services: StatementServices, query: StatementQuery): Promise<Statement> {
  const context = await statementContext(services, query);
  if (query.team !== undefined) return teamStatement(services, context, query.team);
  const issued = await services.billing.findStatement(context.place);
  return issued ?? composeEstimate(context, await services.billing.statementBasis(context.place)).statement;
}

export async function listStatements(
  services: StatementServices,
  { center, tenant }: { readonly center: string; readonly tenant: string },
) {
  requireTenant((await services.directory.get(center)).document, tenant);
  return services.billing.listStatements({ centerId: center, tenantId: tenant });
}

/** Of one month: more jobs than this are summed by the scheduler, not here. */
const mostJobs = 50_000;

async function teamStatement(
  services: StatementServices,
  context: StatementContext,
  team: string,
): Promise<Statement> {
  const { place, tenant, currency, period, asOfMs } = context;
  const window = { fromMs: period.fromMs, toMs: asOfMs };
  const jobs = await services.billing.listJobs(place, window, mostJobs + 1);
  if (jobs.length > mostJobs)
    throw new AppError("too_large", `More than ${mostJobs} jobs ran in ${place.month}; they are not split.`);
  const own = await services.billing.listPrices(place.centerId, place.tenantId);
  const basis = await services.billing.statementBasis(place);
  const input = { ...rateInputOf(context, basis), jobs };
  const priced = own.length > 0 ? rateTeams({ ...input, versions: own }) : null;
  const lines = priced?.lines.map(({ line }) => line) ?? [];
  const platform = composeEstimate(context, basis).statement;
  const shared = priced !== null ? [] : shareOfTeam(platform, basis.entries, jobs, team, currency);
  const unreached = platform.problems.filter(({ code }) => code === "not_reached");
  return sealed(
    buildStatement({
      seller: priced === null ? null : tenant.id,
      ...headOf(context, basis),
      lines: [...lines.filter((line) => line.team === team), ...shared],
      problems: priced === null ? platform.problems : [...unreached, ...priced.problems],
    }),
  );
}

function shareOfTeam(
  platform: Statement,
  entries: readonly LedgerEntry[],
  jobs: readonly JobRecord[],
  team: string,
  currency: string,
): StatementLine[] {
  const uses = liveEntries(entries).filter(({ basis }) => basis === "allocated");
  const shares = teamShares(attributeToTeams(uses.map(segmentOf), jobs));
  return splitLinesByTeam(platform.lines, shares, currency).get(team) ?? [];
}
