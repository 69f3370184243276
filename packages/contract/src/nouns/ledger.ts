import { z } from "zod";
import { leaseResources, localIdSchema } from "./center-document.ts";
import { instantSchema } from "./time.ts";

/** leased: a commitment by contract. allocated: held in a scheduler, whether it runs or not. */
export const ledgerBases = ["leased", "allocated"] as const;
export type LedgerBasis = (typeof ledgerBases)[number];

/** Where a ledger interval comes from: what was counted, how well it is covered, and what to open to see it. */
export const provenanceSchema = z.object({
  source: z.enum(["lease", "scheduler_counts", "assignments"]),
  /** Points as `kind/id/quantity`, or the lease. */
  refs: z.array(z.string()),
  grade: z.string(),
});

/**
 * An interval of held quantity, half-open. Append-only: a correction is a reversing entry (`reverses` names what it
 * takes back) and a new one. Cut at every change of quantity, at local midnight and where a price version begins.
 */
export const ledgerEntrySchema = z.object({
  id: z.number().int(),
  basis: z.enum(ledgerBases),
  resource: z.enum(leaseResources),
  lease: localIdSchema.nullable(),
  model: z.string().nullable(),
  /** Cards, racks, U, W or PFLOPS; negative in a reversing entry. */
  quantity: z.number(),
  from: instantSchema,
  to: instantSchema,
  /** Price version in force; null: none was, and what cannot be priced stops the statement. */
  priceVersion: z.number().int().nullable(),
  provenance: provenanceSchema,
  reverses: z.number().int().nullable(),
  recordedAt: instantSchema,
});
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

/** One job as a scheduler's accounting tells it; itemises use by member and job, prices nothing. */
export const jobRecordSchema = z.strictObject({
  id: localIdSchema,
  tenant: localIdSchema,
  member: z.string().trim().min(1).max(200),
  team: localIdSchema.nullable().default(null),
  name: z.string().max(300).default(""),
  model: z.string().nullable().default(null),
  accelerators: z.number().int().nonnegative(),
  from: instantSchema,
  /** null: still running */
  to: instantSchema.nullable(),
});
export type JobRecord = z.infer<typeof jobRecordSchema>;
