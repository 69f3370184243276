import { expect, test } from "vitest";
import type { z } from "zod";
import { correctionDraftSchema, correctionSchema } from "./correction.ts";
import { leaseRequestSchema, leaseWishSchema } from "./lease-request.ts";
import { queuedJobSchema } from "./queued-job.ts";
import { serviceEventDraftSchema } from "./service-event.ts";
import { instantSchema, statedDaySchema, statedInstantSchema } from "./time.ts";

const id = "6f1f2b9e-3f63-4d0a-9a55-0d7f5a3c1b20";
const now = "2026-05-01T00:00:00Z";
const subject = { kind: "meter", id: "m" };
const exchange = {
  kind: "meter_exchange",
  subject,
  lastReadingKwh: "1",
  firstReadingKwh: "0",
  reason: "worn out",
};
const fill = { kind: "gap_fill", subject, from: now, energyKwh: "1", reason: "silent" };
const event = { kind: "incident", title: "a", from: now };
const job = { id: "1", account: "a", eligible: null, start: null, end: null };

test.each<[string, z.ZodType, string, (at: string) => unknown]>([
  ["an exchange of a meter", correctionDraftSchema, "at", (at) => ({ ...exchange, at })],
  ["a filled gap", correctionDraftSchema, "to", (to) => ({ ...fill, to })],
  ["an incident", serviceEventDraftSchema, "from", (from) => ({ ...event, from })],
  ["the end of an incident", serviceEventDraftSchema, "to", (to) => ({ ...event, to })],
  ["a wish to end a lease", leaseWishSchema, "at", (at) => ({ kind: "end", lease: "l", at })],
  ["a job", queuedJobSchema, "eligible", (eligible) => ({ ...job, eligible })],
])(
  "%s outside the years that anybody means is refused at its field, with the fix",
  (_, schema, field, draft) => {
    expect(schema.safeParse(draft(now)).success).toBe(true);
    const faultOf = (at: string) =>
      schema.safeParse(draft(at)).error?.issues.map(({ path, message }) => [path, message]);
    // What parses as an instant is taken by the naive rule.
    for (const at of ["1999-12-31T23:59:59Z", "0226-05-01T00:00:00Z", "2100-01-01T00:00:00Z"])
      expect(instantSchema.safeParse(at).success).toBe(true);
    const fix = "is the year right? Give one from 2000 to 2099";
    expect(faultOf("1999-12-31T23:59:59Z")).toEqual([[[field], `lies before the year 2000; ${fix}`]]);
    expect(faultOf("0226-05-01T00:00:00Z")).toEqual([[[field], `lies before the year 2000; ${fix}`]]);
    expect(faultOf("2100-01-01T00:00:00Z")).toEqual([[[field], `lies after the year 2099; ${fix}`]]);
  },
);

test("a day is judged alike, and an instant by the year as it is written", () => {
  expect(statedDaySchema.safeParse("2000-01-01").success).toBe(true);
  expect(statedDaySchema.safeParse("1999-12-31").success).toBe(false);
  expect(statedInstantSchema.safeParse("2000-01-01T00:00:00+08:00").success).toBe(true);
  expect(statedInstantSchema.safeParse("yesterday").error?.issues).toHaveLength(1);
  expect(statedInstantSchema.safeParse("2099-12-31T23:59:59-08:00").success).toBe(true);
});

test("an instant has room on both sides for what is reckoned from it, and is refused once", () => {
  const faultsOf = (schema: z.ZodType, at: string) =>
    schema.safeParse(at).error?.issues.map(({ message }) => message);
  const fix = "is the year right? Give one from 100 to 9899";
  for (const schema of [instantSchema, statedInstantSchema])
    for (const at of ["0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "0099-12-31T23:59:59Z"])
      expect(faultsOf(schema, at)).toEqual([`lies before the year 100; ${fix}`]);
  expect(faultsOf(instantSchema, "9999-12-31T23:59:59.999Z")).toEqual([`lies after the year 9899; ${fix}`]);
  for (const at of ["0100-01-01T00:00:00+14:00", "9899-12-31T23:59:59-14:00"])
    expect(faultsOf(instantSchema, at)).toBeUndefined();
});

test("what was recorded before the rule is still read", () => {
  const recorded = { id, recordedAt: now, recordedBy: "A", withdrawal: null };
  const at = "1926-05-01T00:00:00Z";
  expect(correctionSchema.safeParse({ ...recorded, draft: { ...exchange, at } }).success).toBe(true);
  const asked = { id, tenant: "t", note: "", state: "open", askedBy: "A", askedAt: now };
  const open = { decidedBy: null, decidedAt: null, answer: "", lease: null };
  const wish = { kind: "end", lease: "l", at };
  expect(leaseRequestSchema.safeParse({ ...asked, ...open, wish }).success).toBe(true);
});
