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
import type { AssignedModel } from "../tenancy/assigned-models.ts";
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
  /** Of this tenant: they and what is assigned tell which model is held. */
  readonly leases: readonly Lease[];
  readonly assigned: readonly AssignedModel[];
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
  const terms = [...input.leases.map(intervalOf), ...input.assigned];
  const edges = terms.flatMap(({ fromMs, toMs }) => (toMs === null ? [fromMs] : [fromMs, toMs]));
  // Joined before they are cut: a day has thousands of samples and few changes.
  const changes = joinEqual(steps.map((step) => ({ ...step, model: null })));
  const entries = joinEqual(
    changes.flatMap((step) =>
      cutAt(step, edges).map((piece) => ({ ...piece, model: modelAt(input, piece.fromMs) })),
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

/**
 * The model that the tenant's leases in force name, where they name exactly one; that of the cards assigned to it, where
 * they are of one; else the only one installed. A lease of PFLOPS names none and takes any cards: beside it what is
 * assigned is asked first. What goes on after everything has ended goes on with the model that was held last.
 */
function modelAt(input: CountsInput, atMs: number): string | null {
  const { leases, assigned, installedModels } = input;
  const inForce = leases.filter((lease) => holdsAt(intervalOf(lease), atMs));
  const cards = inForce.filter(({ resource }) => resource === "accelerators");
  const named = onlyOne(cards.flatMap(({ model }) => model ?? []));
  const held = onlyOne(assigned.filter((one) => holdsAt(one, atMs)).map(({ model }) => model));
  const byPflops = inForce.some(({ resource }) => resource === "pflops");
  const now = (byPflops ? (held ?? named) : (named ?? held)) ?? onlyOne(installedModels);
  const endedMs = lastEnd(input, atMs);
  return now === null && endedMs !== null ? modelAt(input, endedMs - 1) : now;
}

/** Null: something is leased or assigned, or never was before. */
function lastEnd({ leases, assigned }: CountsInput, atMs: number): number | null {
  const terms = [...leases.map(intervalOf), ...assigned];
  if (terms.some((term) => holdsAt(term, atMs))) return null;
  const ended = terms.flatMap(({ toMs }) => (toMs !== null && toMs <= atMs ? [toMs] : []));
  return ended.length === 0 ? null : Math.max(...ended);
}

function onlyOne(models: readonly string[]): string | null {
  const [only, ...others] = new Set(models);
  return others.length === 0 ? (only ?? null) : null;
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
