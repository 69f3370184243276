import type { CenterDocument } from "@aidc/contract";

/**
 * A document as rows of its tables; the mapping both directions must agree on is in `read-document.ts`.
 * @param tenantOfLease leases that are stored already: a part of a document may assign what another part leased
 */
export function rowsOf(document: CenterDocument, tenantOfLease: ReadonlyMap<string, string>) {
  const centerId = document.center.id;
  const holders = new Map([
    ...tenantOfLease,
    ...document.leases.map((lease) => [lease.id, lease.tenant] as const),
  ]);
  const own = <T extends object>(rows: readonly T[]) => rows.map((row) => ({ ...row, centerId }));
  return {
    center: document.center,
    halls: own(document.halls),
    rows: own(document.rows),
    racks: own(document.racks),
    servers: own(document.servers),
    accelerators: document.servers.flatMap((server) => acceleratorsOf(centerId, server)),
    models: own(document.catalogue),
    meters: own(document.meters),
    feeds: own(document.feeds),
    loops: own(document.loops),
    points: document.points.map((point) => ({
      centerId,
      subjectKind: point.subject.kind,
      subjectId: point.subject.id,
      quantity: point.quantity,
      intervalS: point.intervalS ?? null,
      maxGapS: point.maxGapS ?? null,
      grade: point.grade ?? null,
      declared: true,
    })),
    tenants: own(document.tenants),
    leases: document.leases.map((lease) => ({
      ...lease,
      centerId,
      from: new Date(lease.from),
      to: dateOrNull(lease.to),
    })),
    assignments: document.assignments.map((assignment) => ({
      centerId,
      // No such lease: the foreign key says so.
      tenant: holders.get(assignment.lease) ?? "",
      lease: assignment.lease,
      targetKind: assignment.rack === undefined ? ("accelerator" as const) : ("rack" as const),
      targetId: assignment.rack ?? assignment.accelerator ?? "",
      from: new Date(assignment.from),
      to: dateOrNull(assignment.to),
    })),
  };
}

function acceleratorsOf(centerId: string, server: CenterDocument["servers"][number]) {
  const { accelerators } = server;
  if (accelerators === undefined) return [];
  return Array.from({ length: accelerators.count }, (_, slot) => ({
    centerId,
    id: `${server.id}:${slot}`,
    server: server.id,
    slot,
    model: accelerators.model,
    uuid: accelerators.uuids?.[slot] ?? null,
  }));
}

function dateOrNull(iso: string | null): Date | null {
  return iso === null ? null : new Date(iso);
}
