import { z } from "zod";
import { centerIdSchema, localIdSchema } from "../nouns/center-document.ts";
import { leaseWishSchema } from "../nouns/lease-request.ts";
import { jobRecordSchema, ledgerEntrySchema } from "../nouns/ledger.ts";
import { priceDraftSchema, priceVersionSchema, quoteSchema } from "../nouns/price-book.ts";
import { reportLanguages } from "../nouns/report-file.ts";
import { monthSchema, statementSchema } from "../nouns/statement.ts";
import { instantSchema } from "../nouns/time.ts";
import { endpoint } from "./endpoint.ts";

const center = centerIdSchema;
const ofTenant = { center, tenant: localIdSchema };

const prices = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/prices",
  summary: "The platform's price book, every version, newest first",
  tags: ["prices"],
})
  .input(z.object({ center }))
  .output(z.array(priceVersionSchema));
const publish = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/prices",
  summary: "Publish a price version; it is never changed, and begins after every statement that was issued",
  tags: ["prices"],
  successStatus: 201,
})
  .input(z.object({ center, draft: priceDraftSchema }))
  .output(priceVersionSchema);
const tenantPrices = endpoint({
  access: "member",
  method: "GET",
  path: "/centers/{center}/tenants/{tenant}/prices",
  summary: "Prices that hold for a tenant, and the tenant's own towards its teams",
  tags: ["prices"],
})
  .input(z.object(ofTenant))
  .output(z.object({ platform: z.array(priceVersionSchema), own: z.array(priceVersionSchema) }));
const publishOwn = endpoint({
  access: "tenant_admin",
  method: "POST",
  path: "/centers/{center}/tenants/{tenant}/prices",
  summary: "Publish the tenant's prices towards its teams",
  tags: ["prices"],
  successStatus: 201,
})
  .input(z.object({ ...ofTenant, draft: priceDraftSchema }))
  .output(priceVersionSchema);
const quote = endpoint({
  access: "member",
  method: "POST",
  path: "/centers/{center}/tenants/{tenant}/quote",
  summary: "What a wish would cost at today's published prices; changes nothing",
  tags: ["prices"],
})
  .input(z.object({ ...ofTenant, wish: leaseWishSchema, months: z.number().int().min(1).max(60).default(1) }))
  .output(quoteSchema);

const meter = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/ledger/meter",
  summary: "Bring the ledger up to what samples and leases say of a window; a second time it changes nothing",
  tags: ["ledger"],
})
  .input(z.object({ center, from: instantSchema, to: instantSchema }))
  .output(z.object({ appended: z.number().int(), reversed: z.number().int(), head: z.number().int() }));
const recordJobs = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/jobs",
  summary: "Record or complete jobs of a scheduler's accounting; the same record again changes nothing",
  tags: ["ledger"],
})
  .input(z.object({ center, jobs: z.array(jobRecordSchema).min(1).max(2000) }))
  .output(z.object({ created: z.number().int(), changed: z.number().int(), unchanged: z.number().int() }));
const ledger = endpoint({
  access: "member",
  method: "GET",
  path: "/centers/{center}/tenants/{tenant}/ledger",
  summary: "Ledger intervals that touch a window, oldest first, 1,000 a page",
  tags: ["ledger"],
})
  .input(
    z.object({
      ...ofTenant,
      from: instantSchema,
      to: instantSchema,
      after: z.coerce.number().int().nonnegative().default(0),
    }),
  )
  .output(z.object({ entries: z.array(ledgerEntrySchema), next: z.number().int().nullable() }));

const statement = endpoint({
  access: "member",
  method: "GET",
  path: "/centers/{center}/tenants/{tenant}/statements/{month}",
  summary: "The statement of a month: billing truth once issued, an estimate before",
  tags: ["statements"],
})
  .input(z.object({ ...ofTenant, month: monthSchema, team: localIdSchema.optional() }))
  .output(statementSchema);
const statements = endpoint({
  access: "member",
  method: "GET",
  path: "/centers/{center}/tenants/{tenant}/statements",
  summary: "Issued statements, newest first",
  tags: ["statements"],
})
  .input(z.object(ofTenant))
  .output(
    z.array(
      statementSchema.pick({
        number: true,
        month: true,
        billed: true,
        currency: true,
        issuedAt: true,
        contentSha256: true,
      }),
    ),
  );
const statementLine = endpoint({
  access: "member",
  method: "GET",
  path: "/centers/{center}/tenants/{tenant}/statements/{month}/lines/{line}",
  summary: "The ledger intervals behind a line, with the exact amount of each",
  tags: ["statements"],
})
  .input(
    z.object({
      ...ofTenant,
      month: monthSchema,
      line: z.string().max(300),
      after: z.coerce.number().int().default(0),
    }),
  )
  .output(
    z.object({
      entries: z.array(ledgerEntrySchema.extend({ quantityHours: z.string(), exactAmount: z.string() })),
      next: z.number().int().nullable(),
    }),
  );
/** FOCUS 1.2 rows with the 1.3 names beside the deprecated ones; the three formats agree. */
const exportStatement = endpoint({
  access: "member",
  method: "GET",
  path: "/centers/{center}/tenants/{tenant}/statements/{month}/export",
  summary:
    "The statement as CSV, XLSX or JSON; descriptions, cover and notes in a language, columns as FOCUS names them",
  tags: ["statements"],
})
  .input(
    z.object({
      ...ofTenant,
      month: monthSchema,
      format: z.enum(["csv", "xlsx", "json"]),
      language: z.enum(reportLanguages).default("en"),
    }),
  )
  .output(z.file());
const issueStatement = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/tenants/{tenant}/statements/{month}",
  summary: "Issue the statement of a month that has ended: numbered and frozen",
  tags: ["statements"],
  successStatus: 201,
})
  .input(z.object({ ...ofTenant, month: monthSchema }))
  .output(statementSchema);

export const billing = {
  prices,
  publish,
  tenantPrices,
  publishOwn,
  quote,
  meter,
  recordJobs,
  ledger,
  statement,
  statements,
  statementLine,
  exportStatement,
  issueStatement,
};
