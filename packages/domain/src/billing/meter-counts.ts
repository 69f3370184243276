/**
 * A tenant's counted accelerators into ledger drafts. A count holds until the next sample; before a silence longer
 * than the largest gap, and after the last sample, for one interval only. What no sample vouches for is a gap: not
 * 0, and not bridged. A count of 0 is kept as an entry, because it is known. Cut at every change, local midnight
 * and price version. The same rule as the figure of allocated accelerator-hours (energy/step.ts), so the two agree.
 * Source: standards 1.1 (step-like series), 3.2; features 7 "metering rules".
 */
import type { Lease, PriceVersion, WindowMs } from "@aidc/contract";
import type { Samples } from "../energy/integral.ts";
import { holdsUntil } from "../energy/step.ts";
import { intervalOf } from "../tenancy/leases.ts";
import { gapsIn, holdsAt } from "../time/intervals.ts";
import { clipTo, cutAt, namedDaysOver } from "./cut.ts";
import type { LedgerDraft } from "./ledger.ts";
import { draftsOf } from "./meter-leases.ts";

export interface CountsInput {
  /** Should reach one sample before the window and one beyond, where such samples exist. */
  readonly samples: Samples;
  readonly rules: { readonly maxGapMs: number; readonly intervalMs: number };
  readonly window: WindowMs;
  readonly timeZone: string;
  readonly versions: readonly PriceVersion[];
  /** Of this tenant: they tell which model is held. */
  readonly leases: readonly Lease[];
  /** Models installed in the center. */
  readonly installedModels: readonly string[];
  /** The point, as `tenant/<id>/accelerators_allocated`. */
  readonly ref: string;
  readonly grade: string;
}

export function meterCounts(input: CountsInput): { entries: LedgerDraft[]; gaps: WindowMs[] } {
  const { window, versions } = input;
  const days = namedDaysOver(window, input.timeZone);
  const steps = stepsIn(input.samples, input.rules, window);
  const leaseEdges = input.leases.flatMap((lease) => {
    const { fromMs, toMs } = intervalOf(lease);
    return toMs === null ? [fromMs] : [fromMs, toMs];
  });
  // Joined before they are cut: a day has thousands of samples and few changes.
  const changes = joinEqual(steps.map((step) => ({ ...step, model: null })));
  const entries = joinEqual(
    changes.flatMap((step) =>
      cutAt(step, leaseEdges).map((piece) => ({ ...piece, model: modelAt(input, piece.fromMs) })),
    ),
  ).flatMap((held) =>
    draftsOf(held, { ...countFacts(input), model: held.model, quantity: held.count }, days, versions),
  );
  return { entries, gaps: gapsIn(window, steps) };
}

interface Step extends WindowMs {
  readonly count: number;
}

function stepsIn({ timesMs, values }: Samples, rules: CountsInput["rules"], window: WindowMs): Step[] {
  const steps: Step[] = [];
  for (const [i, atMs] of timesMs.entries()) {
    const count = values[i];
    // NaN marks that the source went away; a negative count is no count.
    if (count === undefined || !(count >= 0) || !Number.isFinite(count)) continue;
    const held = { fromMs: atMs, toMs: holdsUntil(timesMs, i, rules.maxGapMs, rules.intervalMs), count };
    const inside = clipTo(held, window);
    if (inside) steps.push(inside);
  }
  return steps;
}

/** The model of the tenant's accelerator leases in force if they name exactly one, else the only one installed. */
function modelAt({ leases, installedModels }: CountsInput, atMs: number): string | null {
  const named = leases
    .filter((lease) => lease.resource === "accelerators" && holdsAt(intervalOf(lease), atMs))
    .flatMap((lease) => lease.model ?? []);
  const [onlyLeased, ...otherLeased] = new Set(named);
  if (onlyLeased !== undefined && otherLeased.length === 0) return onlyLeased;
  const [onlyInstalled, ...otherInstalled] = new Set(installedModels);
  return otherInstalled.length === 0 ? (onlyInstalled ?? null) : null;
}

function joinEqual<Held extends Step & { readonly model: string | null }>(held: readonly Held[]): Held[] {
  const joined: Held[] = [];
  for (const next of held) {
    const last = joined.at(-1);
    if (last && last.toMs === next.fromMs && last.count === next.count && last.model === next.model)
      joined[joined.length - 1] = { ...last, toMs: next.toMs };
    else joined.push(next);
  }
  return joined;
}

function countFacts({ ref, grade }: CountsInput) {
  const provenance = { source: "scheduler_counts" as const, refs: [ref], grade };
  return { basis: "allocated" as const, resource: "accelerators" as const, lease: null, provenance };
}
