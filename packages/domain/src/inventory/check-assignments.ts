/**
 * Assignments name a lease and a place that exist, and no place is held twice at one time. An assigned rack holds
 * every accelerator in it. Source: product glossary "assignment ... two may never overlap".
 */
import type { CenterDocument, Issue } from "@aidc/contract";
import { findClashes } from "../tenancy/clashes.ts";
import { holdingsByPlace } from "../tenancy/places.ts";
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

function holdingsOf(document: CenterDocument) {
  const accelerators = document.servers.flatMap(({ id, rack, accelerators }) =>
    Array.from({ length: accelerators?.count ?? 0 }, (_, slot) => ({ id: `${id}:${slot}`, rack })),
  );
  return holdingsByPlace(document.assignments, accelerators);
}
