import { randomUUID } from "node:crypto";
import { reportFileKinds } from "@aidc/contract";
import type { TestDatabase } from "@aidc/testkit";
import { aCenterDocument, aReportContent, openTestDatabase } from "@aidc/testkit";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sha256Hex } from "../audit/append-audit.ts";
import { openInventoryStore } from "../inventory/inventory-store.ts";
import type { ReportFileStore } from "./report-file-store.ts";
import { openReportFileStore } from "./report-file-store.ts";
import { openReportStore } from "./report-store.ts";

const by = { actor: { kind: "system", id: null, name: "test" }, requestId: null } as const;
let database: TestDatabase;
let files: ReportFileStore;
beforeAll(async () => {
  database = await openTestDatabase();
  files = openReportFileStore(database);
  for (const id of ["c1", "c2"]) {
    await writeCenter(id);
    const reportId = await draft(id, "2026-05");
    const wish = {
      centerId: id,
      reportId,
      number: `${id}-1`,
      language: "en",
      askedAtMs: 0,
      askedBy: "A",
    } as const;
    const content = Buffer.from("pages");
    await files.keep({ ...wish, format: "pdf" }, { content, sha256: sha256Hex("pages"), atMs: 0 });
    const failing = await files.ask({ ...wish, format: "xlsx" });
    await files.fail(failing, { error: "no room", isLast: true, atMs: 0 });
  }
});
afterAll(() => database.close());

async function writeCenter(id: string): Promise<void> {
  const { center } = aCenterDocument();
  await openInventoryStore(database).writeDocument(aCenterDocument({ center: { ...center, id } }));
}

async function draft(centerId: string, period: string): Promise<string> {
  const id = randomUUID();
  await openReportStore(database).draft(
    {
      centerId,
      id,
      period,
      draftedAtMs: 0,
      draftedBy: "A",
      drafterId: null,
      software: "0.1.0",
      content: JSON.stringify(aReportContent()),
      contentSha256: "",
      parts: {},
    },
    by,
  );
  return id;
}

const states = async () => {
  const { rows } = await database.ownerPool.query<{ of: string }>(
    "select center_id || ' ' || state as of from report_file order by 1",
  );
  return rows.map(({ of }) => of);
};

it("a file that was made is never changed", async () => {
  await expect(
    database.ownerPool.query("update report_file set content = '' where state = 'ready'"),
  ).rejects.toThrow("never changed");
});

it("an older server that tidies made and failed files away in one statement keeps what was made", async () => {
  expect(await states()).toEqual(["c1 failed", "c1 ready", "c2 failed", "c2 ready"]);
  await database.pool.query("delete from report_file where state in ('ready', 'failed')");
  expect(await states()).toEqual(["c1 ready", "c2 ready"]);
});

it("goes with its center and with its report", async () => {
  expect(await openInventoryStore(database).removeCenter("c1")).toEqual({ rowsLeft: 0 });
  expect(await states()).toEqual(["c2 ready"]);
  await database.ownerPool.query("delete from report where center_id = 'c2'");
  expect(await states()).toEqual([]);
});

it("of nine reports the list has the newest eight, each with all its files, and one that failed with all of its own", async () => {
  await writeCenter("c3");
  const content = Buffer.from("pages");
  const made = { content, sha256: sha256Hex("pages"), atMs: 0 };
  for (let month = 1; month <= 9; month++) {
    const period = `2026-0${month}`;
    const reportId = await draft("c3", period);
    for (const kind of reportFileKinds)
      await files.keep(
        { centerId: "c3", reportId, number: period, askedAtMs: month, askedBy: "A", ...kind },
        made,
      );
  }
  const counts = async () =>
    [...Map.groupBy(await files.list("c3"), ({ number }) => number)].map(
      ([of, list]) => `${of}: ${list.length}`,
    );
  const newest = [9, 8, 7, 6, 5, 4, 3, 2].map((month) => `2026-0${month}: 8`);
  expect(await counts()).toEqual(newest);
  const reportId = await draft("c3", "2025-12");
  const wish = {
    centerId: "c3",
    reportId,
    number: "2025-12",
    askedAtMs: 0,
    askedBy: "A",
    language: "en",
  } as const;
  await files.keep({ ...wish, format: "pdf" }, made);
  await files.fail(await files.ask({ ...wish, format: "xlsx" }), { error: "no room", isLast: true, atMs: 0 });
  expect(await counts()).toEqual(["2025-12: 2", ...newest]);
});
