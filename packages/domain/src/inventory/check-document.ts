/**
 * What the shape of a center document cannot say: references exist, ids are unique, servers fit and do not
 * overlap, assignments do not clash, terms are ordered, models are known and their peaks dense. An import is
 * refused with the whole list. Source: architecture "Errors", standards 2.1, 2.3.
 */
import type { CenterDocument, Issue } from "@aidc/contract";
import { checkModel } from "../capacity/check-model.ts";
import { findModel } from "../capacity/installed.ts";
import { checkAssignments } from "./check-assignments.ts";
import { checkBranches } from "./check-branches.ts";
import { checkPlacement } from "./check-placement.ts";
import { checkSubjects } from "./check-subjects.ts";
import { unknownIn } from "./reference.ts";

/** @returns every fault with its path (`racks.3.row`); empty when the document may be stored */
export function checkDocument(document: CenterDocument): Issue[] {
  return [
    ...checkUniqueIds(document),
    ...checkReferences(document),
    ...checkPlacement(document),
    ...checkTerms(document),
    ...checkModels(document),
    ...checkBranches(document),
    ...checkSubjects(document),
    ...checkAssignments(document),
  ];
}

const lists = [
  ...(["catalogue", "halls", "rows", "racks", "servers", "meters", "feeds", "loops"] as const),
  ...(["tenants", "leases"] as const),
];

function checkUniqueIds(document: CenterDocument): Issue[] {
  return lists.flatMap((list) => {
    const seen = new Map<string, number>();
    const issues: Issue[] = [];
    for (const [index, { id }] of document[list].entries()) {
      const first = seen.get(id);
      if (first === undefined) seen.set(id, index);
      else
        issues.push({
          path: `${list}.${index}.id`,
          message: `"${id}" is already the id of ${list}.${first}`,
        });
    }
    return issues;
  });
}

function checkReferences(document: CenterDocument): Issue[] {
  const known = (list: "halls" | "rows" | "racks" | "tenants") => new Set(document[list].map(({ id }) => id));
  const [halls, rows, racks, tenants] = [known("halls"), known("rows"), known("racks"), known("tenants")];
  return [
    ...document.rows.flatMap(({ hall }, i) => unknownIn(halls, hall, `rows.${i}.hall`, "hall")),
    ...document.racks.flatMap(({ row }, i) => unknownIn(rows, row, `racks.${i}.row`, "row")),
    ...document.servers.flatMap(({ rack }, i) => unknownIn(racks, rack, `servers.${i}.rack`, "rack")),
    ...document.leases.flatMap(({ tenant }, i) => unknownIn(tenants, tenant, `leases.${i}.tenant`, "tenant")),
  ];
}

function checkTerms(document: CenterDocument): Issue[] {
  return (["leases", "assignments"] as const).flatMap((list) =>
    document[list].flatMap(({ from, to }, i) =>
      to !== null && Date.parse(to) <= Date.parse(from)
        ? [{ path: `${list}.${i}.to`, message: `must be after from (${from}), or null while it runs` }]
        : [],
    ),
  );
}

function checkModels(document: CenterDocument): Issue[] {
  const own = document.catalogue.flatMap((model, i) =>
    checkModel(model).map((issue) => ({ ...issue, path: `catalogue.${i}.${issue.path}` })),
  );
  const unknown = (id: string | undefined, path: string) =>
    id === undefined || findModel(id, document.catalogue)
      ? []
      : [{ path, message: `"${id}" is in neither the catalogue nor this document; add it under catalogue` }];
  return [
    ...own,
    ...document.servers.flatMap(({ accelerators }, i) =>
      unknown(accelerators?.model, `servers.${i}.accelerators.model`),
    ),
    ...document.leases.flatMap(({ model }, i) => unknown(model, `leases.${i}.model`)),
  ];
}
