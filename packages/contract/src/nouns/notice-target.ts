import { z } from "zod";
import { severitySchema } from "./alarm.ts";
import { nameOf } from "./name.ts";
import { instantSchema } from "./time.ts";

/** Where notices can go. A robot is a group chat's own webhook. */
export const noticeKinds = ["webhook", "email", "wecom", "dingtalk", "feishu"] as const;
export const noticeKindSchema = z.enum(noticeKinds);
export type NoticeKind = z.infer<typeof noticeKindSchema>;

/** What is told of an alarm's life. What happens in silence (shelved, suppressed, out of service) is not told. */
export const noticeEvents = ["raised", "returned", "acknowledged", "shelved", "out_of_service"] as const;
export const noticeEventSchema = z.enum(noticeEvents);
export type NoticeEvent = z.infer<typeof noticeEventSchema>;
/** Who is told that somebody has an alarm is told as well when nobody has it any more. */
export type ToldEvent = NoticeEvent | "unacknowledged";

export const timeOfDaySchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "is no time of day, for example 22:00");

export const noticeSettingsSchema = z.strictObject({
  name: nameOf(100),
  enabled: z.boolean().default(true),
  language: z.enum(["zh", "en"]),
  severities: z.array(severitySchema).min(1).max(4),
  events: z.array(noticeEventSchema).min(1).max(5),
  /** At most one message in so many minutes; 0: as soon as something happens. */
  digestMinutes: z.number().int().min(0).max(1440).default(0),
  /** Times of day of the center, from inclusive; only critical alarms are told within. The rest comes afterwards. */
  quiet: z.strictObject({ from: timeOfDaySchema, to: timeOfDaySchema }).nullable().default(null),
});
export type NoticeSettings = z.infer<typeof noticeSettingsSchema>;

const url = z
  .url({ protocol: /^https?$/, error: "is not an http(s) address" })
  .max(2000)
  .refine((text) => !/^https?:\/\/[^/?#]*@/i.test(text), "must hold no name and no password");
/** Standard Webhooks: `whsec_` and 24 to 64 bytes in base64. */
const signingSecret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, "is no signing secret: whsec_ and 24 to 64 bytes in base64");
const robotSecret = z.string().trim().min(1).max(200);

export const webhookAddressSchema = z.strictObject({
  kind: z.literal("webhook"),
  url,
  secret: signingSecret.optional(),
});
export const emailAddressSchema = z.strictObject({
  kind: z.literal("email"),
  to: z.array(z.email().max(254)).min(1).max(20),
});

/**
 * Where exactly, and with what secret. Goes in and never comes out: the address of a robot holds its key.
 * A webhook without a secret gets one made, which is told once.
 */
export const noticeAddressSchema = z.discriminatedUnion("kind", [
  webhookAddressSchema,
  emailAddressSchema,
  z.strictObject({ kind: z.literal("wecom"), url }),
  z.strictObject({ kind: z.literal("dingtalk"), url, secret: robotSecret.optional() }),
  z.strictObject({ kind: z.literal("feishu"), url, secret: robotSecret.optional() }),
]);
export type NoticeAddress = z.infer<typeof noticeAddressSchema>;

/** One try to deliver one message, with what the other side really said. */
export const noticeAttemptSchema = z.object({
  at: instantSchema,
  /** Of the message: the same over all tries, so that a receiver can tell a repetition. */
  message: z.uuid(),
  number: z.number().int().positive(),
  isTest: z.boolean(),
  ok: z.boolean(),
  /** Of the HTTP answer; null: there was none, or it was a mail. */
  status: z.number().int().nullable(),
  /** The beginning of the answer, or why there was none; secrets are taken out. */
  answer: z.string(),
  durationMs: z.number(),
  /** What was told: how many events. */
  events: z.number().int(),
});
export type NoticeAttempt = z.infer<typeof noticeAttemptSchema>;

/**
 * untried: nothing was sent yet. delivered: the last message arrived. failing: the last try failed and it is tried
 * again. given_up: a message was given up, nothing arrived since.
 */
export const noticeTargetStates = ["untried", "delivered", "failing", "given_up"] as const;

export const noticeTargetSchema = noticeSettingsSchema.extend({
  id: z.uuid(),
  kind: noticeKindSchema,
  /** Without what is secret in it: the host of an address, the receivers of a mail. */
  destination: z.string(),
  /** Whether messages are signed. The secret itself is never told. */
  secret: z.enum(["set", "none"]),
  state: z.enum(noticeTargetStates),
  lastAttempt: noticeAttemptSchema.nullable(),
  /** Since when no message has arrived although it was tried. */
  failingSince: instantSchema.nullable(),
  nextAttemptAt: instantSchema.nullable(),
  /** Events that wait to be told. */
  waiting: z.number().int(),
});
export type NoticeTarget = z.infer<typeof noticeTargetSchema>;
