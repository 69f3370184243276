import type { AuditEntry } from "@aidc/contract";
import { expect, it } from "vitest";
import { compareEntry } from "./compare-entry.ts";
import { filterEntries, valuesOf } from "./filter-entries.ts";

const entry = (seq: number, changes: Partial<AuditEntry> = {}): AuditEntry => ({
  seq,
  at: "2026-05-01T00:00:00Z",
  action: "lease.create",
  outcome: "done",
  subject: "lease/l1",
  actor: { kind: "person", id: "p1", name: "Wu Lan" },
  center: "demo",
  tenant: "t1",
  before: null,
  after: null,
  requestId: null,
  previousSha256: "0",
  sha256: "1",
  ...changes,
});
const entries = [
  entry(3, { outcome: "refused", action: "access.refuse", tenant: null }),
  entry(2, { actor: { kind: "system", id: null, name: "system" } }),
  entry(1),
];

it("filters by what an entry says, and offers only what occurs", () => {
  expect(filterEntries(entries, {}).map(({ seq }) => seq)).toEqual([3, 2, 1]);
  expect(filterEntries(entries, { outcome: "refused" }).map(({ seq }) => seq)).toEqual([3]);
  expect(filterEntries(entries, { actor: "Wu Lan", tenant: "t1" }).map(({ seq }) => seq)).toEqual([1]);
  expect(filterEntries(entries, { at: "elsewhere" })).toEqual([]);
  expect(valuesOf(entries, "tenant")).toEqual(["t1"]);
  expect(valuesOf(entries, "actor")).toEqual(["system", "Wu Lan"]);
});
it("compares field by field, what changed first, absent apart from null", () => {
  const before = { amount: 8, model: null, terms: "commitment", tags: ["a"] };
  const after = { amount: 16, model: null, terms: "commitment", tags: ["a", "b"] };
  expect(compareEntry(before, after)).toEqual([
    { path: "amount", before: "8", after: "16", isChanged: true },
    { path: "tags.1", before: null, after: "b", isChanged: true },
    { path: "model", before: "null", after: "null", isChanged: false },
    { path: "terms", before: "commitment", after: "commitment", isChanged: false },
    { path: "tags.0", before: "a", after: "a", isChanged: false },
  ]);
});
it("nothing before is nothing, and a bare value has no path", () => {
  expect(compareEntry(null, { role: "operator" })).toEqual([
    { path: "role", before: null, after: "operator", isChanged: true },
  ]);
  expect(compareEntry(null, null)).toEqual([]);
  expect(compareEntry("a", "b")[0]).toMatchObject({ path: "", before: "a", after: "b" });
});
