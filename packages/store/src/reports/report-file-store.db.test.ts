import { randomUUID } from "node:crypto";
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
    const { center } = aCenterDocument();
    await openInventoryStore(database).writeDocument(aCenterDocument({ center: { ...center, id } }));
    const reportId = randomUUID();
    await openReportStore(database).draft(
      {
        centerId: id,
        id: reportId,
        period: "2026-05",
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
