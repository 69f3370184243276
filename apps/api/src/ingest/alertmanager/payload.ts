import { z } from "zod";

/** What a body may hold; Alertmanager's own default group is far smaller. */
const mostAlertsOfOneBody = 10_000;
const longestSummary = 1_000;

const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
/**
 * Half of a surrogate pair has no form in the database. It is replaced, as Alertmanager's own encoder does: a refusal
 * would lose every other alert of the group, for it is not sent again.
 */
const text = z.string().overwrite((own) => own.toWellFormed());
const labels = z
  .record(text.min(1).max(200), text.max(2_000))
  .refine((all) => Object.keys(all).length <= 100, "has more than 100 entries");

/**
 * Alertmanager's webhook, version 4; what we do not need is not looked at. A firing alert carries the year 1 as its end.
 * Source: Prometheus documentation, alerting configuration, webhook_config.
 */
export const alertmanagerPayloadSchema = z.object({
  version: z.literal("4", "is not version 4 of Alertmanager's webhook"),
  truncatedAlerts: z.number().int().nonnegative().default(0),
  alerts: z
    .array(
      z.object({
        status: z.enum(["firing", "resolved"]),
        labels,
        annotations: labels.default({}),
        startsAt: time,
        endsAt: time.optional(),
        fingerprint: z.string().regex(/^[\w-]{1,64}$/, "is not a fingerprint"),
      }),
    )
    .max(mostAlertsOfOneBody),
});
export type AlertmanagerPayload = z.infer<typeof alertmanagerPayloadSchema>;

export interface ToldAlert {
  readonly id: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly startsAtMs: number;
  /** null: it is firing. */
  readonly endsAtMs: number | null;
}

/** Each alert once, as its newest start tells it. A resolved one ends when it says; without a word, now. */
export function alertsOf({ alerts }: AlertmanagerPayload, nowMs: number): ToldAlert[] {
  const newest = new Map<string, ToldAlert>();
  for (const { status, labels: own, annotations, startsAt, endsAt, fingerprint } of alerts) {
    const ended = endsAt !== undefined && endsAt >= startsAt ? endsAt : nowMs;
    const alert: ToldAlert = {
      id: fingerprint,
      labels: own,
      startsAtMs: startsAt,
      summary: summaryOf(annotations),
      endsAtMs: status === "resolved" ? ended : null,
    };
    const known = newest.get(fingerprint);
    if (!known || alert.startsAtMs >= known.startsAtMs) newest.set(fingerprint, alert);
  }
  return [...newest.values()];
}

const summaryOf = (annotations: Readonly<Record<string, string>>): string =>
  // By whole characters: half of one could not be stored.
  [...(annotations.summary ?? annotations.description ?? annotations.message ?? "")]
    .slice(0, longestSummary)
    .join("");
