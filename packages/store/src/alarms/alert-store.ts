import { and, eq, isNull, lt, sql } from "drizzle-orm";
import type { Database, Drizzle } from "../database/open-database.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { ingestKey } from "../schema/access.ts";
import { externalAlert } from "../schema/notices.ts";

/** An alert of another rule engine as it was last told. */
export interface StoredAlert {
  readonly id: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly startsAtMs: number;
  /** null: it is firing. */
  readonly endsAtMs: number | null;
}

export interface AlertStore {
  /** Those whose key still works; ended ones for a week, so that their alarms keep their names. */
  read(centerId: string): Promise<StoredAlert[]>;
  /**
   * What was told at once, in one transaction. What an alert was told of an earlier start changes nothing.
   * @returns false when the center would have more than it may; then nothing is written
   */
  write(centerId: string, keyId: string, alerts: readonly StoredAlert[], toldAtMs: number): Promise<boolean>;
}

/** A rule engine that means well has hundreds. */
const mostAlerts = 10_000;
const keptMs = 7 * 86_400_000;

export function openAlertStore({ db }: Pick<Database, "db">): AlertStore {
  return {
    read: (centerId) => readAlerts(db, centerId),
    write: (centerId, keyId, alerts, toldAtMs) => writeAlerts(db, { centerId, keyId, alerts, toldAtMs }),
  };
}

async function readAlerts(db: Drizzle, centerId: string): Promise<StoredAlert[]> {
  const rows = await db
    .select({ alert: externalAlert })
    .from(externalAlert)
    .innerJoin(ingestKey, eq(ingestKey.id, externalAlert.keyId))
    .where(and(eq(externalAlert.centerId, centerId), isNull(ingestKey.revokedAt)))
    .orderBy(externalAlert.id);
  return rows.map(({ alert: { id, labels, summary, startsAt, endsAt } }) => ({
    id,
    labels,
    summary,
    startsAtMs: startsAt.getTime(),
    endsAtMs: endsAt?.getTime() ?? null,
  }));
}

interface Telling {
  readonly centerId: string;
  readonly keyId: string;
  readonly alerts: readonly StoredAlert[];
  readonly toldAtMs: number;
}

function writeAlerts(db: Drizzle, { centerId, keyId, alerts, toldAtMs }: Telling): Promise<boolean> {
  const rows = alerts.map(({ startsAtMs, endsAtMs, ...alert }) => ({
    ...alert,
    starts_at: new Date(startsAtMs),
    ends_at: endsAtMs === null ? null : new Date(endsAtMs),
  }));
  const toldAt = new Date(toldAtMs);
  return inScope(db, wholeCenter(centerId), async (tx) => {
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`external alerts\n${centerId}`}, 0))`,
    );
    await tx
      .delete(externalAlert)
      .where(
        and(
          eq(externalAlert.centerId, centerId),
          lt(externalAlert.endsAt, new Date(toldAtMs - keptMs)),
          lt(externalAlert.toldAt, new Date(toldAtMs - keptMs)),
        ),
      );
    const { rows: found } = await tx.execute<{ known: string }>(sql`
      select count(*) as known from (
        select id from external_alert where center_id = ${centerId}
        union select id from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id text)) every`);
    if (Number(found[0]?.known) > mostAlerts) return false;
    await tx.execute(sql`
      insert into external_alert as e (center_id, id, key_id, labels, summary, starts_at, ends_at, told_at)
      select ${centerId}, id, ${keyId}::uuid, labels, summary, starts_at, ends_at, ${toldAt}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id text, labels jsonb, summary text,
        starts_at timestamptz, ends_at timestamptz)
      on conflict (center_id, id) do update set key_id = excluded.key_id, labels = excluded.labels,
        summary = excluded.summary, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
        told_at = excluded.told_at
      where excluded.starts_at >= e.starts_at`);
    return true;
  });
}
