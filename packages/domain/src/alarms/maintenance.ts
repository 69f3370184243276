/**
 * Suppression by design: while a maintenance lasts, alarms of the places it names are silent, and they end by
 * themselves with it. A leak is never hidden. Source: standards 4.1 (H), 4.3 ("never drop safety class").
 */
import type { Subject } from "@aidc/contract";
import type { CenterIndex } from "../live/index-center.ts";
import type { BranchNode } from "../topology/branches.ts";
import { branchOf } from "../topology/branches.ts";
import type { Suppression } from "./life-cycle.ts";
import { rackOf, racksOfHall, serverOf } from "./subjects.ts";
import type { AlarmSubject } from "./watched.ts";

/** Planned work with its places, on the center's own clock. */
export interface MaintenanceWindow {
  readonly event: string;
  readonly reason: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly places: readonly Subject[];
}

/** Those that hold now. */
export function windowsAt(windows: readonly MaintenanceWindow[], nowMs: number): MaintenanceWindow[] {
  return windows.filter(({ fromMs, toMs }) => fromMs <= nowMs && nowMs < toMs);
}

/** What holds of a subject; where several windows cover it, the one that ends last. */
export function coverPlaces(
  index: CenterIndex,
  windows: readonly MaintenanceWindow[],
): (subject: AlarmSubject) => Suppression | null {
  const covered = new Map<string, Suppression>();
  for (const { event, reason, toMs: untilMs, places } of [...windows].sort((a, b) => a.toMs - b.toMs))
    for (const key of places.flatMap((place) => keysUnder(index, place)))
      covered.set(key, { event, reason, untilMs });
  return (subject) => {
    const own = keysOver(index, subject).flatMap((key) => covered.get(key) ?? []);
    return own.reduce<Suppression | null>(
      (last, one) => (last && last.untilMs >= one.untilMs ? last : one),
      null,
    );
  };
}

/** The place, and the racks and branches that work on it takes down. */
function keysUnder(index: CenterIndex, { kind, id }: Subject): string[] {
  const racks = (ids: readonly string[]) => ids.map((rack) => `rack/${rack}`);
  const own = `${kind}/${id}`;
  if (kind === "hall") return [own, ...racks(racksOfHall(index, id))];
  if (kind !== "feed" && kind !== "loop") return [own];
  const branch = branchOf<BranchNode>(kind === "feed" ? index.document.feeds : index.document.loops, id);
  return branch.flatMap((node) => [`${kind}/${node.id}`, ...racks(node.racks)]);
}

/** The subject, and what it stands in. */
function keysOver(index: CenterIndex, subject: AlarmSubject): string[] {
  const rack = rackOf(index, subject);
  return [
    `center/${index.center.id}`,
    `${subject.kind}/${subject.id}`,
    ...(subject.kind === "accelerator" ? [`server/${serverOf(subject.id)}`] : []),
    ...(rack === null ? [] : [`rack/${rack}`]),
  ];
}
