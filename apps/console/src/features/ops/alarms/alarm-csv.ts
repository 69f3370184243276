import type { AlarmView, Exposure } from "@aidc/contract";
import { writeCsv } from "../../../ui/format/csv.ts";

const header = [
  ...["id", "severity", "rule", "place", "subject", "state", "quality", "occurrence", "raised_utc"],
  ...[
    "returned_utc",
    "raised_value",
    "value",
    "limit",
    "unit",
    "tenants",
    "tenants_at_least",
    "tenants_at_most",
    "tenants_reason",
    "accelerators",
    "pflops",
    "precision",
  ],
  ...[
    "pflops_reason",
    "per_minute",
    "per_minute_at_least",
    "currency",
    "per_minute_reason",
    "root",
    "explains",
  ],
  ...["acknowledged_by", "shelved_by", "shelved_until_utc", "shelf_reason", "suppressed_until_utc"],
  "suppression_reason",
];
const iso = (atMs: number | null) => (atMs === null ? null : new Date(atMs).toISOString());

/** The list as it is on the screen, states as letters of ISA-18.2. */
export function writeAlarmCsv(alarms: readonly AlarmView[]): string {
  return writeCsv(
    header,
    alarms.map((alarm) => [
      ...[alarm.id, alarm.severity, alarm.ruleName, alarm.place],
      ...[`${alarm.subject.kind}/${alarm.subject.id}`, alarm.letter, alarm.quality, alarm.occurrence],
      ...[iso(alarm.raisedMs), iso(alarm.clearedMs), alarm.raisedValue ?? null],
      ...[alarm.value, alarm.limit, alarm.unit],
      ...exposureCells(alarm.exposure),
      ...[alarm.root, alarm.explains, alarm.acknowledged?.by ?? null, alarm.shelf?.by ?? null],
      ...[iso(alarm.shelf?.untilMs ?? null), alarm.shelf?.reason ?? null],
      ...[iso(alarm.suppression?.untilMs ?? null), alarm.suppression?.reason ?? null],
    ]),
  );
}

function exposureCells({ tenants, accelerators, pflops, perMinute }: Exposure) {
  return [
    ...[tenants.atLeast === tenants.atMost ? tenants.atLeast : null, tenants.atLeast, tenants.atMost],
    ...[tenants.reason, accelerators, pflops.value, pflops.precision, pflops.reason],
    ...[perMinute.amount, perMinute.atLeast, perMinute.currency, perMinute.reason],
  ];
}
