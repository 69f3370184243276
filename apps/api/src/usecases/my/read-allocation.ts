import type { Lease, TenantState } from "@aidc/contract";
import type { Burn, BurnUnit, MeanCard } from "@aidc/domain";
import {
  burnDown,
  centerNowMs,
  holdsAt,
  intervalOf,
  meanCardOf,
  nothingKnown,
  reduceTenant,
} from "@aidc/domain";
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
  const running = leases.filter(
    (lease) => lease.terms === "commitment" && holdsAt(intervalOf(lease), state.nowMs),
  );
  const instant = { fromMs: state.nowMs, toMs: state.nowMs + 1 };
  const card = meanCardOf(view.document, query.tenant, instant);
  const burn: Burn[] = [];
  for (const { lease, unit, cards } of countedIn(running, card)) {
    const all = countedIn(running, card).reduce((sum, one) => sum + one.cards, 0);
    const share = all > 0 ? cards / all : 0;
    burn.push(await burnOf(services, view, { lease, unit, share }, state.nowMs));
  }
  return { state, leases, burn };
}

interface Counted {
  readonly lease: Lease;
  readonly unit: BurnUnit;
  /** Cards, those that PFLOPS come to included; 0 where nobody knows what a card of the tenant is worth. */
  readonly cards: number;
}

/** Commitments that counted cards use up. Those that run side by side share them in proportion to what they contract. */
function countedIn(commitments: readonly Lease[], card: MeanCard | null): Counted[] {
  return commitments.flatMap((lease): Counted[] => {
    if (lease.resource === "accelerators") return [{ lease, unit: "h", cards: lease.amount }];
    if (lease.resource !== "pflops") return [];
    return [{ lease, unit: "PFLOPS·h", cards: card === null ? 0 : lease.amount / card.pflops }];
  });
}

function stateOf(services: Services, view: CenterView, tenant: string): TenantState | null {
  const index = indexOf(view);
  const { latest } = services.telemetry;
  const nowMs = centerNowMs(index, latest, services.clock());
  return reduceTenant({ index, latest, nowMs, build: services.build }, tenant);
}

interface Part {
  readonly lease: Lease;
  readonly unit: BurnUnit;
  readonly share: number;
}

async function burnOf(services: Services, view: CenterView, { lease, unit, share }: Part, nowMs: number) {
  const term = intervalOf(lease);
  const window = { fromMs: term.fromMs, toMs: Math.max(term.fromMs + 1, nowMs) };
  // Counts of cards: no correction changes them.
  const context = figureContext(services, view, window, { tenant: lease.tenant, known: nothingKnown });
  const points = tenantPoints(context, "accelerators_allocated");
  const days = (await dailyIntegrals(context, points)).map((day) => {
    const card = unit === "h" ? oneCard : meanCardOf(view.document, lease.tenant, day.window);
    const heldMs = ofLease(sumKnown(day.integrals), share * (card?.pflops ?? 0));
    // What cards without a published peak did is not known in PFLOPS.
    return { ...day, heldMs, coveredMs: (day.integrals[0]?.coveredMs ?? 0) * (card?.known ?? 0) };
  });
  const sum = (from: number) => {
    const counted = days.filter((day) => day.window.toMs > from);
    return {
      heldMs: counted.reduce((total, { heldMs }) => total + heldMs, 0n),
      coveredMs: counted.reduce((total, { coveredMs }) => total + coveredMs, 0),
    };
  };
  return burnDown({
    lease: lease.id,
    unit,
    amount: lease.amount,
    term,
    nowMs,
    used: sum(term.fromMs),
    recent: sum(nowMs - recentDays * dayMs),
  });
}

/** Counted as cards: one is one. */
const oneCard: MeanCard = { pflops: 1, known: 1 };

/** In 10^-9 of the lease's amount x ms. */
function ofLease(cardMs: bigint | null, each: number): bigint {
  return cardMs === null ? 0n : cardMs * BigInt(Math.round(each * 1e9));
}
