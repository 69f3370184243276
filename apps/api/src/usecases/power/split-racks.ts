import type { WindowMs } from "@aidc/contract";
import type { FlowInput } from "@aidc/domain";
import { holdersAt, splitByHolder } from "@aidc/domain";
import type { FigureContext } from "../figures/figure-context.ts";
import { jointEnergiesByPiece } from "../figures/joint-energy.ts";
import type { DrawingRack, FlowGroup } from "./flow-groups.ts";
import { inRuns } from "./in-runs.ts";

type Split = NonNullable<FlowInput["split"]> & { readonly coveredMs: number };

/**
 * Racks and who held them, over the time that the racks cover as well as every meter of the balance: piece by piece,
 * because what is held changes.
 * @param metered all bands, so that the split is of time that the balance covers
 * @param chain levels, of which the last passes on to the racks
 * @returns null where nothing is known of it: one holder that cannot be told makes the others' share of it wrong too
 */
export async function splitOfRacks(
  context: FigureContext,
  metered: readonly FlowGroup[],
  chain: readonly FlowGroup[],
  racks: readonly DrawingRack[],
): Promise<Split | null> {
  const last = chain.at(-1);
  if (!last || racks.length === 0 || racks.some(({ isUntold }) => isUntold)) return null;
  const parts = racks.flatMap((rack) => [...rack.sources, ...rack.servers.map(({ source }) => source)]);
  const others = metered.filter((group) => group !== last).flatMap(({ sources }) => sources);
  const sources = [...last.sources, ...parts, ...others];
  const pieces = piecesOf(context);
  const joint = await jointEnergiesByPiece(context, sources, pieces);
  const energies = new Map<string, bigint>();
  const sum = { last: 0n, racks: 0n, coveredMs: 0 };
  for (const [index, piece] of joint.entries()) {
    const told = racksOfPiece(racks, piece.millijoules.slice(last.sources.length));
    sum.coveredMs += piece.coveredMs;
    sum.last += total(piece.millijoules.slice(0, last.sources.length));
    sum.racks += total(told.map(({ millijoules }) => millijoules));
    const holders = holdersAt(context.document, pieces[index]?.fromMs ?? context.window.fromMs);
    for (const [tenant, own] of splitByHolder(told, holders))
      energies.set(tenant, (energies.get(tenant) ?? 0n) + own);
  }
  const tenants = [...energies].map(([id, millijoules]) => ({ id, millijoules }));
  tenants.sort((a, b) => (a.millijoules < b.millijoules ? 1 : -1));
  return sum.coveredMs > 0 ? { ...sum, tenants } : null;
}

/** Cut where an assignment begins or ends. */
function piecesOf({ document, window }: FigureContext): WindowMs[] {
  const edges = document.assignments
    .flatMap(({ from, to }) => [Date.parse(from), to === null ? Number.NaN : Date.parse(to)])
    .filter((edge) => edge > window.fromMs && edge < window.toMs);
  const starts = [window.fromMs, ...[...new Set(edges)].sort((a, b) => a - b)];
  return starts.map((fromMs, index) => ({ fromMs, toMs: starts[index + 1] ?? window.toMs }));
}

/** Energies in the order of the sources: of each rack its own, then its servers'. */
function racksOfPiece(racks: readonly DrawingRack[], millijoules: readonly bigint[]) {
  const lengths = racks.flatMap(({ sources, servers }) => [sources.length, servers.length]);
  const runs = inRuns(millijoules, lengths);
  return racks.map(({ id, servers }, row) => {
    const inside = runs[2 * row + 1] ?? [];
    return {
      rack: id,
      millijoules: total(runs[2 * row] ?? []),
      servers: servers.map((server, index) => ({
        id: server.id,
        accelerators: server.accelerators,
        millijoules: inside[index] ?? 0n,
      })),
    };
  });
}

function total(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, one) => sum + one, 0n);
}
