/** Points name things that exist; an accelerator is `<server>:<slot>` with a slot below the server's count. */
import type { CenterDocument, Issue, Subject, SubjectKind } from "@aidc/contract";
import { unknownIn } from "./reference.ts";

export function checkSubjects(document: CenterDocument): Issue[] {
  const subjects = document.points.map(({ subject }) => subject);
  return unknownSubjects(document, subjects, (i) => `points.${i}.subject`);
}

/** @param pathOf where the subject of that number is named */
export function unknownSubjects(
  document: CenterDocument,
  subjects: readonly Subject[],
  pathOf: (i: number) => string,
): Issue[] {
  const ids = (list: readonly { readonly id: string }[]) => new Set(list.map(({ id }) => id));
  const known: Readonly<Record<SubjectKind, ReadonlySet<string>>> = {
    center: new Set([document.center.id]),
    hall: ids(document.halls),
    rack: ids(document.racks),
    server: ids(document.servers),
    accelerator: acceleratorIds(document),
    meter: ids(document.meters),
    feed: ids(document.feeds),
    loop: ids(document.loops),
    tenant: ids(document.tenants),
  };
  return subjects.flatMap((subject, i) =>
    unknownIn(known[subject.kind], subject.id, `${pathOf(i)}.id`, subject.kind),
  );
}

export function acceleratorIds(document: Pick<CenterDocument, "servers">): Set<string> {
  const ids = new Set<string>();
  for (const { id, accelerators } of document.servers) {
    for (let slot = 0; slot < (accelerators?.count ?? 0); slot++) ids.add(`${id}:${slot}`);
  }
  return ids;
}
