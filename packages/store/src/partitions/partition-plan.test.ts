import { describe, expect, it } from "vitest";
import { boundsOfName, chunkPartitions, journalPartitions, partitionAt } from "./partition-plan.ts";

const at = (iso: string) => Date.parse(iso);

describe("partitions", () => {
  it("are hours of the journal, across midnight and the year's end", () => {
    expect(partitionAt(journalPartitions, at("2026-12-31T23:59:59.999Z"))).toEqual({
      name: "sample_journal_p2026123123",
      fromMs: at("2026-12-31T23:00:00Z"),
      toMs: at("2027-01-01T00:00:00Z"),
    });
    expect(partitionAt(journalPartitions, at("2026-12-31T23:10:00Z"), 2).name).toBe(
      "sample_journal_p2027010101",
    );
  });

  it("are months of the chunks", () => {
    expect(partitionAt(chunkPartitions, at("2028-02-29T12:00:00Z"))).toEqual({
      name: "sample_chunk_p202802",
      fromMs: at("2028-02-01T00:00:00Z"),
      toMs: at("2028-03-01T00:00:00Z"),
    });
  });

  it("adjoin: each begins where the one before ends", () => {
    for (const table of [journalPartitions, chunkPartitions]) {
      for (let i = -30; i < 30; i++) {
        expect(partitionAt(table, 0, i).toMs).toBe(partitionAt(table, 0, i + 1).fromMs);
      }
    }
  });

  it("are found again from their names; a foreign name is not ours", () => {
    for (const table of [journalPartitions, chunkPartitions]) {
      const partition = partitionAt(table, at("2026-05-04T08:00:00Z"));
      expect(boundsOfName(table, partition.name)).toEqual(partition);
      expect(boundsOfName(table, "sample_journal_default")).toBeNull();
    }
  });
});
