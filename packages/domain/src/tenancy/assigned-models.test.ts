import { expect, test } from "vitest";
import { exampleCenter } from "../example-center.fixture.ts";
import { assignedModels } from "./assigned-models.ts";

const from = "2026-01-01T00:00:00Z";
const term = { fromMs: Date.parse(from), toMs: null };

test("models of what is assigned: of a rack each once, of an accelerator its server's, of empty racks none", () => {
  const { servers } = exampleCenter();
  const assignments = ["R1", "R3"].map((rack) => ({ lease: "L1", rack, from, to: null }));
  const card = { lease: "L1", accelerator: "s3:1", from, to: "2026-02-01T00:00:00Z" };
  const mixed = servers.map((one) =>
    one.id === "s2" ? { ...one, accelerators: { model: "h20", count: 2 } } : one,
  );
  expect(assignedModels([...assignments, card], mixed)).toEqual([
    { model: "h100-sxm", ...term },
    { model: "h20", ...term },
    { model: "h100-sxm", ...term, toMs: Date.parse("2026-02-01T00:00:00Z") },
  ]);
});
