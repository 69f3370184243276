/**
 * Assignments name a lease and a place that exist, and no place is held twice at one time. An assigned rack holds
 * every accelerator in it. Source: product glossary "assignment ... two may never overlap".
 */
import type { CenterDocument, Issue } from "@aidc/contract";
import type { Holding } from "../tenancy/clashes.ts";
import { findClashes } from "../tenancy/clashes.ts";
import { intervalOf } from "../tenancy/leases.ts";
import { acceleratorIds } from "./check-subjects.ts";
import { unknownIn } from "./reference.ts";

export function checkAssignments(document: CenterDocument): Issue[] {
  const leases = new Set(document.leases.map(({ id }) => id));
  const racks = new Set(document.racks.map(({ id }) => id));
  const accelerators = acceleratorIds(document);
  const references = document.assignments.flatMap(({ lease, rack, accelerator }, i) => [
    ...unknownIn(leases, lease, `assignments.${i}.lease`, "lease"),
    ...(rack === undefined ? [] : unknownIn(racks, rack, `assignments.${i}.rack`, "rack")),
    ...(accelerator === undefined
      ? []
      : unknownIn(accelerators, accelerator, `assignments.${i}.accelerator`, "accelerator")),
  ]);
  return [...references, ...clashIssues(document)];
}

function clashIssues(document: CenterDocument): Issue[] {
  const reported = new Set<number>();
  return findClashes(holdingsOf(document)).flatMap(({ resource, first, second, fromMs, toMs }) => {
    // A rack that is held twice clashes in each of its accelerators; once is enough.
    if (reported.has(second.index)) return [];
    reported.add(second.index);
    const until = toMs === null ? "without end" : `until ${new Date(toMs).toISOString()}`;
    const since = new Date(fromMs).toISOString();
    const message = `${resource} is also held by lease "${first.holder}" (assignments.${first.index}) from ${since} ${until}`;
    return [{ path: `assignments.${second.index}`, message }];
  });
}

function holdingsOf(document: CenterDocument): Map<string, Holding[]> {
  const inRack = new Map<string, string[]>();
  for (const { id, rack, accelerators } of document.servers) {
    const cards = Array.from({ length: accelerators?.count ?? 0 }, (_, slot) => `accelerator ${id}:${slot}`);
    inRack.set(rack, [...(inRack.get(rack) ?? []), ...cards]);
  }
  const holdings = new Map<string, Holding[]>();
  for (const [index, assignment] of document.assignments.entries()) {
    const holding: Holding = { holder: assignment.lease, index, ...intervalOf(assignment) };
    const { rack, accelerator } = assignment;
    const places =
      rack === undefined ? [`accelerator ${accelerator}`] : [`rack ${rack}`, ...(inRack.get(rack) ?? [])];
    for (const place of places) holdings.set(place, [...(holdings.get(place) ?? []), holding]);
  }
  return holdings;
}
