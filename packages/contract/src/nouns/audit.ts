import { z } from "zod";
import { centerIdSchema, localIdSchema } from "./center-document.ts";
import { instantSchema } from "./time.ts";

/** What the audit log knows. Closed list; `refused` outcomes carry the action that was tried. */
export const auditActions = [
  "session.start",
  "session.end",
  "session.refuse",
  "person.create",
  "person.change",
  "person.disable",
  "person.reset",
  "staff_role.set",
  "membership.set",
  "membership.end",
  "team.set",
  "key.create",
  "key.revoke",
  "series.bind",
  "series.unbind",
  "wall.create",
  "wall.set",
  "wall.revoke",
  "center.import",
  "center.remove",
  "tenant.create",
  "tenant.change",
  "lease.create",
  "lease.resize",
  "lease.renew",
  "lease.end",
  "assignment.set",
  "assignment.end",
  "request.ask",
  "request.decide",
  "price.publish",
  "tariff.publish",
  "plan.publish",
  "economics.publish",
  "ledger.adjust",
  "jobs.record",
  "statement.issue",
  "service_event.set",
  "shift.write",
  "shift.hand_over",
  "shift.take_over",
  "calendar.create",
  "calendar.revoke",
  "report.draft",
  "report.review",
  "report.issue",
  "report_schedule.add",
  "report_schedule.remove",
  "report_schedule.run",
  "report_schedule.deliver",
  "correction.record",
  "correction.withdraw",
  "reading.record",
  "alarm.acknowledge",
  "alarm.unacknowledge",
  "alarm.reset",
  "alarm.shelve",
  "alarm.service",
  "alarm_rule.set",
  "notice_target.create",
  "notice_target.change",
  "notice_target.remove",
  "notice_target.test",
  "access.refuse",
] as const;
export const auditActionSchema = z.enum(auditActions);
export type AuditAction = z.infer<typeof auditActionSchema>;

export const auditActorSchema = z.object({
  kind: z.enum(["person", "command_line", "tenant_key", "system", "nobody"]),
  id: z.string().nullable(),
  /** Name at the time, so that the log reads without a lookup. */
  name: z.string(),
});

/** `sha256` covers every other field and `previousSha256`, so that an edit, a swap or a missing entry shows. */
export const auditEntrySchema = z.object({
  seq: z.number().int().positive(),
  at: instantSchema,
  actor: auditActorSchema,
  action: auditActionSchema,
  outcome: z.enum(["done", "refused"]),
  center: centerIdSchema.nullable(),
  tenant: localIdSchema.nullable(),
  subject: z.string(),
  before: z.json().nullable(),
  after: z.json().nullable(),
  requestId: z.string().nullable(),
  previousSha256: z.string(),
  sha256: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
/** What a use case knows of an entry; the store adds the place in the chain. */
export type AuditDraft = Omit<AuditEntry, "seq" | "at" | "previousSha256" | "sha256">;
