export { type AccessStore, openAccessStore } from "./access/access-store.ts";
export {
  type AlarmChange,
  type AlarmEventDraft,
  type AlarmStore,
  openAlarmStore,
  type StoredAlarm,
  type StoredRule,
} from "./alarms/alarm-store.ts";
export { type AlertStore, openAlertStore, type StoredAlert } from "./alarms/alert-store.ts";
export { type AuditHead, type AuditStore, openAuditStore } from "./audit/audit-store.ts";
export {
  type BillingStore,
  type ChangedBy,
  openBillingStore,
  type StatementBasis,
} from "./billing/billing-store.ts";
export {
  type CorrectionRecords,
  type CorrectionStore,
  openCorrectionStore,
} from "./corrections/correction-store.ts";
export { checkFloor, refuseWeakFloor } from "./database/floor/check-floor.ts";
export { migrate } from "./database/migrate.ts";
export { type Database, type DatabaseOptions, openDatabase } from "./database/open-database.ts";
export { everything, inScope, type Scope, type Transaction, wholeCenter } from "./database/scope.ts";
export { StoreConflict } from "./database/store-conflict.ts";
export type { AheadStep } from "./history/kept-days.ts";
export { openInventoryStore } from "./inventory/inventory-store.ts";
export {
  type Done,
  type LeaseDecision,
  type LeasingState,
  type LeasingStore,
  type OwnLeases,
  openLeasingStore,
  type RequestDecision,
} from "./leasing/leasing-store.ts";
export type { WantedTenant } from "./leasing/tenants.ts";
export {
  type AttemptDraft,
  type ClaimedMessage,
  type Composed,
  type NoticeStore,
  openNoticeStore,
  type SealedAddress,
  type ToldLine,
  type ToldTarget,
} from "./notices/notice-store.ts";
export { accountTables } from "./people/account-tables.ts";
export {
  type Account,
  type ChangeBy,
  type FoundKey,
  type Invited,
  type NewPerson,
  openPeopleStore,
  type PeopleStore,
  type SignedIn,
  type Standing,
} from "./people/people-store.ts";
export { type JobKind, type JobQueue, type JobTry, openJobQueue } from "./queue/job-queue.ts";
export {
  type KnownQueue,
  openQueuedJobStore,
  type QueuedJobStore,
} from "./queued-jobs/queued-job-store.ts";
export {
  openReportScheduleStore,
  type ReportScheduleStore,
  type SealedTarget,
  type StoredDelivery,
  type StoredRun,
  type StoredSchedule,
} from "./report-schedules/report-schedule-store.ts";
export {
  openReportFileStore,
  type ReportFileStore,
  type StoredFile,
} from "./reports/report-file-store.ts";
export { openReportStore, type ReportStore } from "./reports/report-store.ts";
export type { HandBinding, SentBinding } from "./series/bind-by-hand.ts";
export type { NewBinding } from "./series/bind-series.ts";
export type { BindingRule } from "./series/binding-rules.ts";
export {
  openServiceEventStore,
  type ServiceEventStore,
} from "./service-events/service-event-store.ts";
export { openShiftStore, type ShiftStore } from "./shift/shift-store.ts";
export {
  openSourceStore,
  type QuarantineSummary,
  type SourceStore,
  type SourceSummary,
  type UnmatchedSeries,
} from "./sources/source-store.ts";
export * from "./store.ts";
export {
  type DaysAheadStore,
  openTelemetryStore,
  type RunningTelemetryStore,
  type StoreHealth,
  type TelemetryOptions,
} from "./telemetry/telemetry-store.ts";
export { openVersionStores, type VersionStores } from "./versions/version-stores.ts";
