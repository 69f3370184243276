/**
 * Every table whose rows belong to one tenant of a center, with the column that names it. The database shows them
 * inside a scope only (`inScope`); the sweep at start refuses a table with a `tenant_id` that is not here.
 */
export const tenantTables: Readonly<Record<string, string>> = {
  tenant: "id",
  tenant_standing: "tenant_id",
  lease: "tenant_id",
  assignment: "tenant_id",
  membership: "tenant_id",
  team: "tenant_id",
  tenant_key: "tenant_id",
  calendar_token: "tenant_id",
  lease_request: "tenant_id",
  job: "tenant_id",
  queued_job: "tenant_id",
  service_event_tenant: "tenant_id",
  tenant_price_version: "tenant_id",
  ledger_entry: "tenant_id",
  statement: "tenant_id",
  /** Both columns may be null: such an entry is the installation's. */
  audit_entry: "tenant_id",
};
