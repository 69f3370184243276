import type { CenterIntake, CenterIntakes } from "./center-intake.ts";
import type { GateLimits, Sifted } from "./gate.ts";
import { sift } from "./gate.ts";
import type { IngestPorts, OnStale, Sender } from "./ports.ts";
import type { DecodedRequest } from "./remote-write/decoded-request.ts";
import type { SeriesRegistry } from "./series/registry.ts";
import type { IngestStats } from "./stats.ts";
import type { Tally } from "./tally.ts";

export interface TakeSamplesDeps {
  readonly store: IngestPorts;
  readonly intakes: CenterIntakes;
  readonly stats: IngestStats;
  readonly limits: GateLimits;
  readonly now: () => number;
  readonly onStale: OnStale;
}

export interface Taken {
  /** Stored now or before, ends of series and "no observation" included: nothing of these need come again. */
  readonly samplesWritten: number;
  readonly refused: Tally;
}

export type Decode = (into: DecodedRequest) => void;

/**
 * One decoded request into the store. The part up to the first `await` reads `decoded`, which the next request
 * will overwrite; what is needed later is copied by then.
 *
 * @returns null when the sender's center is gone
 * @throws StoreUnavailable or StoreFull from the store; nothing of the request counts as taken then
 */
export function takeSamples(
  deps: TakeSamplesDeps,
  sender: Sender,
  decoded: DecodedRequest,
  decode: Decode,
): Promise<Taken | null> {
  return deps.intakes.within(sender.centerId, (intake) => {
    decode(decoded);
    return storeSamples(deps, sender, decoded, intake);
  });
}

async function storeSamples(
  deps: TakeSamplesDeps,
  sender: Sender,
  decoded: DecodedRequest,
  intake: CenterIntake,
): Promise<Taken> {
  const { registry, timeBounds } = intake;
  const from = { registry, sourceId: sender.sourceId };
  const receivedAtMs = deps.now();
  const sifted = sift(decoded, from, timeBounds(receivedAtMs), deps.limits);
  const unknown = unresolvedOf(sifted, intake.registry);
  // Nearly always there is none.
  if (unknown.size > 0)
    await intake.registry.resolve(unknown, (series) =>
      deps.store.resolveSeries(sender.centerId, sender.sourceId, series),
    );
  const idOf = (entry: number): number => intake.registry.idOf(entry);
  const written = await append(deps.store, { ...sender, receivedAtMs }, sifted, idOf);
  for (const { entry, timeMs } of sifted.ended) deps.onStale(sender.centerId, idOf(entry), timeMs);
  quarantine(deps.store, sender, sifted);
  deps.stats.record(sender, {
    accepted: written,
    refused: countOf(sifted.refused),
    ended: sifted.ended.length,
    newestMs: sifted.newestMs,
    oldestMs: sifted.oldestMs,
  });
  return {
    samplesWritten: written + sifted.ended.length + countOf(sifted.unobserved),
    refused: sifted.refused,
  };
}

function unresolvedOf({ entries, count, ended }: Sifted, registry: SeriesRegistry): Set<number> {
  const unknown = new Set<number>();
  for (let index = 0; index < count; index++) {
    const entry = entries[index] as number;
    if (registry.idOf(entry) < 0) unknown.add(entry);
  }
  for (const { entry } of ended) if (registry.idOf(entry) < 0) unknown.add(entry);
  return unknown;
}

/** @returns how many samples are in the store now, those that were there before included */
async function append(
  store: IngestPorts,
  { centerId, sourceId, receivedAtMs }: Sender & { readonly receivedAtMs: number },
  sifted: Sifted,
  idOf: (entry: number) => number,
): Promise<number> {
  const { count, timesMs, values } = sifted;
  if (count === 0) return 0;
  // The entries have served: their column becomes the column of series ids.
  const seriesIds = sifted.entries;
  for (let index = 0; index < count; index++) seriesIds[index] = idOf(seriesIds[index] as number);
  const result = await store.append({ centerId, sourceId, receivedAtMs, count, seriesIds, timesMs, values });
  if (result.conflicts > 0) {
    const { firstConflict } = result;
    const at = firstConflict ? ` of series ${firstConflict.seriesId} at ${firstConflict.timeMs}` : "";
    sifted.refused.add("conflict", result.conflicts, () => `another value${at} is stored already`);
  }
  return result.accepted + result.duplicates;
}

/** Conflicts are left out: the store counts those itself, where it finds them. */
function quarantine(store: IngestPorts, sender: Sender, { refused, unobserved }: Sifted): void {
  for (const tally of [refused, unobserved]) {
    for (const [reason, { count, example }] of tally.entries) {
      if (reason !== "conflict") store.quarantine({ ...sender, reason, count, example });
    }
  }
}

function countOf(tally: Tally): number {
  let count = 0;
  for (const entry of tally.entries.values()) count += entry.count;
  return count;
}
