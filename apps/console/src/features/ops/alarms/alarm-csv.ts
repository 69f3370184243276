import type { AlarmView } from "@aidc/contract";
import { writeCsv } from "../../../ui/format/csv.ts";

const header = [
  ...["id", "severity", "rule", "place", "subject", "state", "quality", "occurrence", "raised_utc"],
  ...["returned_utc", "value", "limit", "unit", "tenants", "accelerators", "root", "acknowledged_by"],
  ...["shelved_by", "shelved_until_utc", "shelf_reason"],
];
const iso = (atMs: number | null) => (atMs === null ? null : new Date(atMs).toISOString());

/** The list as it is on the screen, states as letters of ISA-18.2. */
export function writeAlarmCsv(alarms: readonly AlarmView[]): string {
  return writeCsv(
    header,
    alarms.map((alarm) => [
      ...[alarm.id, alarm.severity, alarm.ruleName, alarm.place],
      ...[`${alarm.subject.kind}/${alarm.subject.id}`, alarm.letter, alarm.quality, alarm.occurrence],
      ...[iso(alarm.raisedMs), iso(alarm.clearedMs), alarm.value, alarm.limit, alarm.unit],
      ...[alarm.exposure.tenants, alarm.exposure.accelerators, alarm.root],
      ...[alarm.acknowledged?.by ?? null, alarm.shelf?.by ?? null],
      ...[iso(alarm.shelf?.untilMs ?? null), alarm.shelf?.reason ?? null],
    ]),
  );
}
