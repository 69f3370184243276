import type { AuditDraft, AuditEntry } from "@aidc/contract";
import { auditEntrySchema } from "@aidc/contract";
import type { SQL } from "drizzle-orm";
import { sql } from "drizzle-orm";
import type { Database, Drizzle } from "../database/open-database.ts";
import type { Scope, Transaction } from "../database/scope.ts";
import { everything, inScope } from "../database/scope.ts";
import { auditHead } from "../schema/audit.ts";
import { appendAudit } from "./append-audit.ts";

/** The newest link: what is kept elsewhere shows later whether the log was cut. */
export interface AuditHead {
  readonly entries: number;
  readonly sha256: string;
}

export interface AuditStore {
  /** Newest first, a page; `before`: only entries older than this one. */
  list(before: number | null): Promise<AuditEntry[]>;
  /** Of one tenant, newest first, a page. */
  listOfTenant(centerId: string, tenantId: string, before: number | null): Promise<AuditEntry[]>;
  /** The whole log up to its head of this moment, oldest first, in pages. */
  readAll(): Promise<{ head: AuditHead; pages: AsyncGenerator<AuditEntry[]> }>;
  head(): Promise<AuditHead>;
  /** An entry with no change of its own: something was refused. */
  record(draft: AuditDraft): Promise<AuditEntry>;
}

const shownPage = 200;
const readPage = 2_000;

export function openAuditStore({ db }: Pick<Database, "db">): AuditStore {
  const older = (before: number | null): SQL => (before === null ? sql`true` : sql`seq < ${before}`);
  const page = (scope: Scope, where: SQL): Promise<AuditEntry[]> =>
    inScope(db, scope, (tx) => readEntries(tx, sql`${where} order by seq desc limit ${shownPage}`));
  return {
    list: (before) => page(everything, older(before)),
    listOfTenant: (centerId, tenantId, before) =>
      page(
        { centerId, tenantId },
        sql`center_id = ${centerId} and tenant_id = ${tenantId} and ${older(before)}`,
      ),
    readAll: async () => {
      const head = await readHead(db);
      return { head, pages: readUpTo(db, head.entries) };
    },
    head: () => readHead(db),
    record: (draft) => inScope(db, everything, (tx) => appendAudit(tx, draft)),
  };
}

/** Entries never change, so each page may be read in a transaction of its own. */
async function* readUpTo(db: Drizzle, last: number): AsyncGenerator<AuditEntry[]> {
  for (let after = 0; after < last; ) {
    const entries = await inScope(db, everything, (tx) =>
      readEntries(tx, sql`seq > ${after} and seq <= ${last} order by seq limit ${readPage}`),
    );
    const newest = entries.at(-1);
    // A log with a hole is told by who verifies it; here it only must not stop the reading.
    if (newest === undefined) return;
    yield entries;
    after = newest.seq;
  }
}

async function readHead(db: Drizzle): Promise<AuditHead> {
  const [head] = await db.select().from(auditHead);
  if (head === undefined) throw new Error("the audit log has lost its head");
  return { entries: head.seq, sha256: head.sha256 };
}

interface Row extends Record<string, unknown> {
  readonly seq: string;
  readonly at: Date | string;
  readonly actor: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** JSON comes as its text and is parsed once here: the layers in between would parse a text that looks like a number. */
async function readEntries(tx: Transaction, where: SQL): Promise<AuditEntry[]> {
  const { rows } = await tx.execute<Row>(
    sql`select seq, at, actor::text as actor, action, outcome, center_id as center, tenant_id as tenant, subject,
          before::text as before, after::text as after, request_id as "requestId", previous_sha256 as "previousSha256", sha256
        from audit_entry where ${where}`,
  );
  return rows.map((row) =>
    auditEntrySchema.parse({
      ...row,
      seq: Number(row.seq),
      at: new Date(row.at).toISOString(),
      actor: JSON.parse(row.actor),
      before: parsed(row.before),
      after: parsed(row.after),
    }),
  );
}

function parsed(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}
