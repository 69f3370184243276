import type { Assignment, Lease } from "@aidc/contract";
import { createIntl } from "react-intl";
import { expect, test } from "vitest";
import { catalogues } from "../../../i18n/languages.ts";
import { fileOf } from "../../../ui/data-table.tsx";
import { sortRows } from "../../../ui/sort-rows.ts";
import { assignedColumns } from "./assigned-columns.ts";
import { countAssigned } from "./count-assigned.ts";

const from = "2026-01-01T00:00:00Z";
const leaseOf = (id: string): Lease => ({
  id,
  tenant: "t1",
  resource: "racks",
  amount: 12,
  terms: "commitment",
  grade: "metered",
  from,
  to: null,
});
const leases = ["L1", "L2", "L3"].map(leaseOf);
const racks = (lease: string, count: number): Assignment[] =>
  Array.from({ length: count }, (_, at) => ({ lease, rack: `${lease}-${at}`, from, to: null }));
const assigned = countAssigned(
  [...racks("L1", 9), ...racks("L2", 1200), { lease: "L2", accelerator: "s:0", from, to: null }],
  Date.parse(from),
);

// Naive: one text, "1,200 racks, 1 card", two figures that no sheet adds up.
test.each(["en", "zh"] as const)(
  "racks and cards are numbers in the file, each in its column (%s)",
  (locale) => {
    const columns = assignedColumns(createIntl({ locale, messages: catalogues[locale] }), assigned);
    const { header, lines } = fileOf(columns, leases, (head) => head);
    expect(new Set(header).size).toBe(2);
    expect(lines).toEqual([
      [9, 0],
      [1200, 1],
      [0, 0],
    ]);
    expect(columns[0]?.draw?.(leaseOf("L2"))).toBe("1,200");
  },
);

test("they sort by size", () => {
  const columns = assignedColumns(createIntl({ locale: "en", messages: catalogues.en }), assigned);
  const ids = sortRows(leases, columns, { id: "assignedRacks", isDescending: true }).map(({ id }) => id);
  expect(ids).toEqual(["L2", "L1", "L3"]);
});
