import type { RoleKind } from "./role-names.ts";

type OfTable = "select" | "insert" | "update" | "delete";
/** Of a table, or of one column of it as PostgreSQL writes that. */
export type Privilege = OfTable | `update (${string})`;
type Rights = Partial<Readonly<Record<RoleKind, readonly Privilege[]>>>;

const read = ["select"] as const;
/** Stays as it was written. */
const append = ["select", "insert"] as const;
/** Ended or cut, never taken away: a deleted row would take what hangs on it along. */
const change = ["select", "insert", "update"] as const;
const all = ["select", "insert", "update", "delete"] as const;

const place: Rights = { app: change, ingest: read, report: read };
const samples: Rights = { app: read, report: read };
const account: Rights = { auth: all };

/**
 * What each role may do with each table and view; nothing else, and nobody else anything. A table that is not here
 * can be used by the owner only. Deleting a center is the owner's.
 */
export const privileges: Readonly<Record<string, Rights>> = {
  region: place,
  center: { ...place, auth: read },
  hall: place,
  row: place,
  rack: place,
  server: place,
  accelerator: { ...place, app: all },
  accelerator_model: place,
  meter: place,
  feed: place,
  cooling_loop: place,

  point: { app: change, ingest: append, report: read },
  series: { app: read, ingest: append, report: read },
  series_continuation: { app: all, ingest: all },
  binding: { app: all, ingest: all, report: read },
  binding_rule: { app: ["select", "insert", "delete"] },
  unbound_series: { app: change },
  sample_journal: { app: read, ingest: append, report: read },
  watermark: { app: read, ingest: read, report: read },
  sample_chunk: samples,
  rollup_5m: samples,
  rollup_1h: samples,
  rollup_1d: samples,
  rollup_1d_state: samples,
  rollup_5m_by_point: samples,
  rollup_1h_by_point: samples,
  rollup_1d_by_point: samples,
  quarantine: { app: change },

  tenant: { app: change, report: read, auth: read },
  tenant_standing: { app: append, report: read },
  lease: { app: change, report: read },
  assignment: { app: change, report: read },
  membership: { app: change, auth: change },
  team: { app: all, report: read, auth: read },
  lease_request: { app: change },
  job: { app: all, report: read },
  /** What was told stays; that something newer was told since is noted beside it. */
  queued_job: { app: [...append, "update (superseded_at)"], report: read },
  service_event: { app: all, report: read },
  service_event_tenant: { app: all, report: read },

  price_version: { app: append, report: read },
  tariff_version: { app: append, report: read },
  plan_version: { app: append, report: read },
  economic_scenario: { app: append, report: read },
  inventory_state: { app: append, report: read },
  document_line: { app: append },
  tenant_price_version: { app: append, report: read },
  ledger_entry: { app: append, report: read },
  statement: { app: append, report: read },

  report: { app: change },
  report_seal: { app: append },
  report_file: { app: all },
  report_schedule: { app: ["select", "insert", "delete"] },
  report_run: { app: change },
  report_delivery: { app: change },
  report_delivery_attempt: { app: append },
  correction: { app: append, report: read },
  correction_withdrawal: { app: append, report: read },

  alarm_rule: { app: append, report: read },
  alarm: { app: change, report: read },
  alarm_event: { app: append, report: read },

  shift_entry: { app: append, report: read },
  shift_handover: { app: append, report: read },
  shift_takeover: { app: append, report: read },
  notice_target: { app: all },
  notice_message: { app: all },
  notice_attempt: { app: ["select", "insert", "delete"] },
  external_alert: { app: all },

  ingest_key: { app: change, ingest: read },
  wall_token: { app: change },
  tenant_key: { app: change },
  calendar_token: { app: all },
  sign_in_token: account,

  person: account,
  person_session: account,
  person_account: account,
  person_verification: account,
  person_two_factor: account,
  sign_in_rate: account,
  staff_grant: account,

  audit_entry: { app: append, auth: ["insert"] },
  audit_head: { app: ["select", "update"], auth: ["select", "update"] },
};
