import { sql } from "drizzle-orm";
import { appendAudit } from "../audit/append-audit.ts";
import type { Drizzle } from "../database/open-database.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import type { AlarmChange } from "./alarm-store.ts";

/** Rows travel as one JSON value each: thousands of lines in one statement, whatever the driver's limit is. */
export function writeAlarms(db: Drizzle, centerId: string, change: AlarmChange): Promise<void> {
  const { alarms, events, audit } = change;
  return inScope(db, wholeCenter(centerId), async (tx) => {
    // One after the other, so that who reads the journal by number never passes a line that comes later.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`alarm journal\n${centerId}`}, 0))`);
    const states = alarms.map(({ subject, ...alarm }) => ({
      ...alarm,
      subject_kind: subject.kind,
      subject_id: subject.id,
    }));
    if (states.length > 0)
      await tx.execute(sql`
        insert into alarm (center_id, id, rule_id, subject_kind, subject_id, life, condition, value)
        select ${centerId}, id, rule, subject_kind, subject_id, life, condition, value
        from jsonb_to_recordset(${JSON.stringify(states)}::jsonb) as a(id text, rule text, subject_kind text,
          subject_id text, life jsonb, condition jsonb, value double precision)
        on conflict (center_id, id) do update
          set life = excluded.life, condition = excluded.condition, value = excluded.value`);
    if (events.length > 0)
      await tx.execute(sql`
        insert into alarm_event
          (center_id, id, at, alarm_id, rule_id, rule_version, severity, occurrence, event, by_whom, note, value)
        select ${centerId}, id, to_timestamp("atMs" / 1000), alarm, rule, "ruleVersion", severity, occurrence, event,
          "by", note, value
        from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as e(id uuid, "atMs" double precision, alarm text,
          rule text, "ruleVersion" integer, severity text, occurrence integer, event text, "by" text, note text,
          value double precision)
        on conflict (center_id, id) do nothing`);
    if (audit !== null) await appendAudit(tx, audit);
  });
}
