import { generateKeyPairSync, sign } from "node:crypto";
import type { Report } from "@aidc/contract";
import type { SealChecks } from "@aidc/domain";
import { checkReportChain, contentHashes, restate, sealHash } from "@aidc/domain";
import type { TestDatabase } from "@aidc/testkit";
import { aCenterDocument, aReportContent, openTestDatabase } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256Hex } from "../audit/append-audit.ts";
import { openInventoryStore } from "../inventory/inventory-store.ts";
import type { ReportStore } from "./report-store.ts";
import { openReportStore } from "./report-store.ts";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const rawKey = publicKey.export({ format: "jwk" }).x ?? "";
const by = { actor: { kind: "command_line" as const, id: null, name: "command line" }, requestId: null };
const trusting: SealChecks = { sha256: sha256Hex, isSigned: () => true };

let database: TestDatabase;
let reports: ReportStore;
let center: string;
beforeAll(async () => {
  database = await openTestDatabase();
  reports = openReportStore(database);
  const document = aCenterDocument();
  center = document.center.id;
  await openInventoryStore(database).writeDocument(document);
});
afterAll(() => database.close());

let made = 0;
async function draft(revenue = 3): Promise<Report> {
  const content = aReportContent({ revenue });
  const { text, ...hashes } = contentHashes(content, sha256Hex);
  made += 1;
  return reports.draft(
    {
      centerId: center,
      id: crypto.randomUUID(),
      period: "2026-05",
      draftedAtMs: made * 1000,
      draftedBy: "A",
      drafterId: null,
      content: text,
      ...hashes,
    },
    by,
  );
}

const signer = (name: string, atMs = made * 1000 + 1) => ({ name, personId: null, atMs });

const issueBy = (name: string) => ({
  ...signer(name),
  restate: (old: Report["content"] | null, own: Report["content"]) =>
    old ? restate(old, own, { cause: undefined, author: name }) : [],
  seal: (unsealed: Report & { seal: { seq: number; previousHash: string } }) => {
    const hash = sealHash(unsealed, sha256Hex);
    const signature = sign(null, Buffer.from(hash), privateKey).toString("base64");
    const { seq, previousHash } = unsealed.seal;
    return { seq, previousHash, hash, signature, publicKey: rawKey };
  },
});

async function chain(): Promise<Report[]> {
  const found: Report[] = [];
  for await (const one of reports.chain(center)) found.push(one);
  return found;
}

describe("the life of a report", () => {
  it("goes draft, reviewed, issued; the same person cannot review and issue", async () => {
    const { id } = await draft();
    await expect(reports.issue(center, id, issueBy("A"), by)).rejects.toThrow("not reviewed");
    await reports.review(center, id, signer("B"), by);
    await expect(reports.issue(center, id, issueBy("B"), by)).rejects.toThrow("somebody else");
    const issued = await reports.issue(center, id, issueBy("A"), by);
    expect(issued).toMatchObject({ number: `${center}-2026-05-1`, version: 1, status: "issued" });
    expect(await reports.find(center, issued.number ?? "")).toEqual(issued);
    await expect(reports.review(center, id, signer("C"), by)).rejects.toThrow("issued");
  });

  it("is superseded by a version that says what differs, and what was in force stays readable", async () => {
    const { id } = await draft(3.5);
    await reports.review(center, id, signer("B"), by);
    const issued = await reports.issue(center, id, issueBy("A"), by);
    expect(issued).toMatchObject({ number: `${center}-2026-05-2`, supersedes: `${center}-2026-05-1` });
    expect(issued.restatement.find(({ figure }) => figure === "economics.revenue")).toMatchObject({
      old: 3,
      new: 3.5,
      author: "A",
    });
    const first = await reports.find(center, `${center}-2026-05-1`);
    expect(first?.status).toBe("superseded");
    const then = Date.parse(issued.issuedAt ?? "") - 1;
    expect((await reports.inForceAt(center, "2026-05", then))?.number).toBe(`${center}-2026-05-1`);
    expect((await reports.inForceAt(center, "2026-05", then + 1))?.number).toBe(`${center}-2026-05-2`);
    expect((await reports.list(center)).map(({ status }) => status)).toEqual(["issued", "superseded"]);
  });

  it("that says the same as what is in force gets no second number", async () => {
    const { id } = await draft(3.5);
    await reports.review(center, id, signer("B"), by);
    await expect(reports.issue(center, id, issueBy("A"), by)).rejects.toThrow(
      `says the same as ${center}-2026-05-2, which is in force`,
    );
    expect((await reports.find(center, `${center}-2026-05-2`))?.status).toBe("issued");
  });

  it("keeps a chain that verifies as it is read back", async () => {
    const all = await chain();
    expect(all).toHaveLength(2);
    const head = all.at(-1)?.seal?.hash ?? "";
    expect(checkReportChain(all, trusting, head)).toEqual({ ok: true, reports: 2, head });
  });

  it("refuses every change of what it says, also to the owner of the tables", async () => {
    for (const [table, columns] of [
      ["report", "content = '{}'"],
      ["report", "content_sha256 = ''"],
      ["report", "issuer = 'C'"],
      ["report", "status = 'draft'"],
      ["report", "restatement = '[]', status = 'superseded'"],
      ["report_seal", "hash = ''"],
    ])
      await expect(database.ownerPool.query(`update ${table} set ${columns}`), columns).rejects.toThrow(
        /never changed/,
      );
    for (const table of ["report", "report_seal"])
      await expect(database.pool.query(`delete from ${table}`)).rejects.toThrow(/permission denied/);
  });

  it("goes with its center", async () => {
    expect(await openInventoryStore(database).removeCenter(center)).toEqual({ rowsLeft: 0 });
    expect(await chain()).toEqual([]);
  });
});
