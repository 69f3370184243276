import { generateKeyPairSync, sign } from "node:crypto";
import type { Report } from "@aidc/contract";
import type { SealChecks } from "@aidc/domain";
import { checkReportChain, contentHashes, restate, sealHash } from "@aidc/domain";
import type { TestDatabase } from "@aidc/testkit";
import { aCenterDocument, aReportContent, openTestDatabase } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256Hex } from "../audit/append-audit.ts";
import { openInventoryStore } from "../inventory/inventory-store.ts";
import { openReportFileStore } from "./report-file-store.ts";
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
async function draft(revenue = 3, draftedAtMs = (made + 1) * 1000): Promise<Report> {
  const content = aReportContent({ revenue });
  const { text, ...hashes } = contentHashes(content, sha256Hex);
  made += 1;
  return reports.draft(
    {
      centerId: center,
      id: crypto.randomUUID(),
      period: "2026-05",
      draftedAtMs,
      draftedBy: "A",
      drafterId: null,
      software: "0.1.0",
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
    const ordered = (await openReportFileStore(database).list(center)).map(({ state }) => state);
    expect(ordered).toEqual(Array(8).fill("waiting"));
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

  it("that was drafted before the version in force is not issued over it: it says what was known earlier", async () => {
    const old = await draft(4, 10_500);
    const reviewedEarly = await draft(5, 11_500);
    const inForce = await draft(6, 11_000);
    for (const { id } of [old, inForce, reviewedEarly]) await reports.review(center, id, signer("B"), by);
    const { number } = await reports.issue(center, inForce.id, issueBy("A"), by);
    await expect(reports.issue(center, old.id, issueBy("A"), by)).rejects.toThrow(
      `before ${number}, which is in force, was (1970-01-01T00:00:11.000Z): draft the period anew`,
    );
    expect((await reports.find(center, old.id))?.status).toBe("reviewed");
    // The same words anew are a draft of their own, or nobody could ever issue them again.
    const anew = await draft(4, 12_000);
    expect(anew.id).not.toBe(old.id);
    expect((await draft(4, 13_000)).id).toBe(anew.id);
    // What was known later may be issued, whenever it was reviewed.
    const issued = await reports.issue(center, reviewedEarly.id, issueBy("A"), by);
    expect(issued.supersedes).toBe(number);
  });

  it("says of a reviewed one who may go on with it", async () => {
    const { id } = await draft(7, 14_000);
    await reports.review(center, id, signer("B"), by);
    await expect(reports.review(center, id, signer("C"), by)).rejects.toThrow(
      "reviewed by B already; somebody else than B issues it",
    );
  });

  it("keeps a chain that verifies as it is read back", async () => {
    const all = await chain();
    expect(all).toHaveLength(4);
    const head = all.at(-1)?.seal?.hash ?? "";
    expect(checkReportChain(all, trusting, head)).toEqual({ ok: true, reports: 4, head });
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
