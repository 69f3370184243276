import type { AuditDraft, AuditEntry } from "@aidc/contract";
import { auditEntrySchema } from "@aidc/contract";
import { checkChain } from "@aidc/domain";
import type { TestDatabase } from "@aidc/testkit";
import { openTestDatabase } from "@aidc/testkit";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everything, inScope } from "../database/scope.ts";
import { appendAudit, sha256Hex } from "./append-audit.ts";
import type { AuditStore } from "./audit-store.ts";
import { openAuditStore } from "./audit-store.ts";

let database: TestDatabase;
let audit: AuditStore;
beforeAll(async () => {
  database = await openTestDatabase();
  audit = openAuditStore(database);
});
afterAll(() => database.close());

const draft = (changes: Partial<AuditDraft> = {}): AuditDraft => ({
  actor: { kind: "person", id: "p1", name: "Person One" },
  action: "lease.end",
  outcome: "done",
  center: "c1",
  tenant: "t1",
  subject: "l1",
  before: { to: null },
  after: { to: "2026-01-01T00:00:00Z" },
  requestId: null,
  ...changes,
});

async function readWhole(): Promise<AuditEntry[]> {
  const { pages } = await audit.readAll();
  const entries: AuditEntry[] = [];
  for await (const page of pages) entries.push(...page);
  return entries;
}

describe("the audit log", () => {
  it("is empty at first, and verifies", async () => {
    expect(await audit.head()).toEqual({ entries: 0, sha256: "0".repeat(64) });
    expect(checkChain(await readWhole(), sha256Hex)).toEqual({ ok: true, entries: 0, head: "0".repeat(64) });
  });

  it("keeps whatever is written such that it verifies when it is read back", async () => {
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      // A number in a text, a text that is JSON, what PostgreSQL does not store: all must stay what they are.
      fc.constantFrom("123", "null", '"x"', "\0", "\ud800", "a\ud800\0b"),
    );
    const drafts = fc.array(fc.tuple(texts, fc.jsonValue({ stringUnit: "binary" }), texts), {
      minLength: 100,
      maxLength: 100,
    });
    await fc.assert(
      fc.asyncProperty(drafts, (all) =>
        inScope(database.db, everything, async (tx) => {
          for (const [text, value, name] of all) {
            const before = auditEntrySchema.shape.before.parse(value);
            const actor = { kind: "person" as const, id: name, name };
            await appendAudit(tx, draft({ subject: text, before, after: name, actor }));
          }
        }),
      ),
      { numRuns: 1, endOnFailure: true },
    );
    const entries = await readWhole();
    expect(entries).toHaveLength(100);
    const verdict = checkChain(entries, sha256Hex);
    expect(verdict).toEqual({ ok: true, entries: 100, head: (await audit.head()).sha256 });
  });

  it("is one chain whoever appends at once, from whatever scope, and is undone with its change", async () => {
    const before = (await audit.head()).entries;
    const scopes = [everything, { centerId: "c1", tenantId: "t1" }, { centerId: "c1", tenantId: "*" }];
    await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        inScope(database.db, scopes[i % 3] ?? everything, async (tx) => {
          await appendAudit(tx, draft({ subject: `parallel ${i}` }));
          if (i % 4 === 0) throw new Error("undone");
        }).catch(() => {}),
      ),
    );
    const entries = await readWhole();
    expect(entries).toHaveLength(before + 9);
    expect(checkChain(entries, sha256Hex)).toMatchObject({ ok: true });
  });

  it("shows a tenant its own entries only, newest first, page by page", async () => {
    await audit.record(draft({ tenant: "t2", subject: "canary of t2" }));
    await audit.record(draft({ center: null, tenant: null, subject: "canary of nobody" }));
    await inScope(database.db, { centerId: "c1", tenantId: "t3" }, async (tx) => {
      for (let i = 0; i < 205; i++) await appendAudit(tx, draft({ tenant: "t3", subject: `n${i}` }));
    });
    const first = await audit.listOfTenant("c1", "t3", null);
    expect(first.map((entry) => entry.subject)).toEqual(Array.from({ length: 200 }, (_, i) => `n${204 - i}`));
    const second = await audit.listOfTenant("c1", "t3", first.at(-1)?.seq ?? 0);
    expect(second.map((entry) => entry.subject)).toEqual(["n4", "n3", "n2", "n1", "n0"]);
    expect(JSON.stringify(await audit.listOfTenant("c1", "t1", null))).not.toContain("canary");
    expect(await audit.listOfTenant("c9", "t3", null)).toEqual([]);
    expect((await audit.list(null))[0]?.subject).toBe("n204");
  });

  it("does not take an entry outside of a scope", async () => {
    const appending = database.db.transaction((tx) => appendAudit(tx, draft()));
    await expect(appending).rejects.toMatchObject({ cause: { code: "42501" } });
  });

  it("tells what a superuser did to it", async () => {
    const { entries, sha256 } = await audit.head();
    const broken = async (change: string, undo: string) => {
      await database.ownerPool.query(change);
      const verdict = checkChain(await readWhole(), sha256Hex, sha256);
      await database.ownerPool.query(undo);
      return verdict;
    };
    expect(await broken("update audit_entry set subject = 'x' where seq = 7", "select 1")).toMatchObject({
      ok: false,
      seq: 7,
    });
    await database.ownerPool.query(
      "alter table audit_entry rename to kept; create table audit_entry as select * from kept where seq <> 9",
    );
    await database.ownerPool.query(`grant select on audit_entry to ${database.roles.app}`);
    expect(checkChain(await readWhole(), sha256Hex, sha256)).toMatchObject({ ok: false, seq: 7 });
    await database.ownerPool.query("drop table audit_entry; alter table kept rename to audit_entry");
    const tail = await broken(
      `create table cut as select * from audit_entry where seq > ${entries - 3}; delete from audit_entry where seq > ${entries - 3}`,
      "insert into audit_entry select * from cut",
    );
    expect(tail.ok).toBe(false);
  });
});
