import type { Lease, TenantState } from "@aidc/contract";
import type { Burn } from "@aidc/domain";
import { burnDown, centerNowMs, holdsAt, intervalOf, nothingKnown, reduceTenant } from "@aidc/domain";
import { notFound } from "../app-error.ts";
import type { CenterView } from "../center-directory.ts";
import { indexOf } from "../center-index.ts";
import { tenantPoints } from "../figures/accelerator-figures.ts";
import { figureContext } from "../figures/compute-figures.ts";
import { dailyIntegrals, sumKnown } from "../figures/daily-integrals.ts";
import type { Services } from "../services.ts";

const dayMs = 86_400_000;
/** The pace that an exhaustion date is told from. */
const recentDays = 14;

/** What a tenant has now, its leases, and how its commitments burn. */
export async function readAllocation(services: Services, query: { center: string; tenant: string }) {
  const view = await services.directory.get(query.center);
  const state = stateOf(services, view, query.tenant);
  if (!state) throw notFound(`Tenant ${query.tenant}`);
  const leases = view.document.leases.filter(({ tenant }) => tenant === query.tenant);
  const commitments = leases.filter(
    (lease) =>
      lease.resource === "accelerators" &&
      lease.terms === "commitment" &&
      holdsAt(intervalOf(lease), state.nowMs),
  );
  const burn: Burn[] = [];
  for (const lease of commitments)
    burn.push(await burnOf(services, view, lease, shareOf(lease, commitments), state.nowMs));
  return { state, leases, burn };
}

function stateOf(services: Services, view: CenterView, tenant: string): TenantState | null {
  const index = indexOf(view);
  const { latest } = services.telemetry;
  const nowMs = centerNowMs(index, latest, services.clock());
  return reduceTenant({ index, latest, nowMs, build: services.build }, tenant);
}

/** Leases that run side by side share what is used in proportion to what they contract. */
function shareOf(lease: Lease, commitments: readonly Lease[]): number {
  const all = commitments.reduce((sum, { amount }) => sum + amount, 0);
  return all > 0 ? lease.amount / all : 0;
}

async function burnOf(services: Services, view: CenterView, lease: Lease, share: number, nowMs: number) {
  const term = intervalOf(lease);
  const window = { fromMs: term.fromMs, toMs: Math.max(term.fromMs + 1, nowMs) };
  // Counts of cards: no correction changes them.
  const context = figureContext(services, view, window, { tenant: lease.tenant, known: nothingKnown });
  const points = tenantPoints(context, "accelerators_allocated");
  const days = await dailyIntegrals(context, points);
  const sum = (from: number) => {
    const counted = days.filter((day) => day.window.toMs > from);
    return {
      heldMs: counted.reduce((total, { integrals }) => total + ofLease(sumKnown(integrals), share), 0n),
      coveredMs: counted.reduce((total, { integrals }) => total + (integrals[0]?.coveredMs ?? 0), 0),
    };
  };
  return burnDown({
    lease: lease.id,
    amount: lease.amount,
    term,
    nowMs,
    used: sum(term.fromMs),
    recent: sum(nowMs - recentDays * dayMs),
  });
}

/** In 10^-9 cards x ms. */
function ofLease(cardMs: bigint | null, share: number): bigint {
  return cardMs === null ? 0n : cardMs * BigInt(Math.round(share * 1e9));
}
