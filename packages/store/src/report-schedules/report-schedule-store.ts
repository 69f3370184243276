import type { ReportDelivery, ReportRun, ReportScheduleDraft } from "@aidc/contract";
import type { Database } from "../database/open-database.ts";
import type { ChangedBy } from "../leasing/done.ts";
import type { SealedTarget } from "../schema/report-schedules.ts";
import {
  deliverAgain,
  listDeliveries,
  planIssued,
  readDelivery,
  recordAttempt,
  waitingDeliveries,
} from "./deliveries.ts";
import { endRun, listRuns, planRuns, readRun, recordFailure, startRun, waitingRuns } from "./runs.ts";
import { addSchedule, listSchedules, removeSchedule } from "./schedules.ts";

export type { SealedTarget };

export interface StoredSchedule extends Omit<ReportScheduleDraft, "deliverTo"> {
  readonly centerId: string;
  readonly id: string;
  readonly targets: readonly SealedTarget[];
  readonly createdAtMs: number;
  readonly createdBy: string;
}

interface OfSchedule {
  readonly centerId: string;
  readonly id: string;
  readonly scheduleId: string;
  /** In the queue. */
  readonly jobId: string;
}

export interface StoredRun extends OfSchedule, Pick<ReportRun, "period" | "state" | "tries" | "error"> {
  readonly dueMs: number;
  readonly endedAtMs: number | null;
  /** The id that the draft gets, or the report that says the same already. */
  readonly reportId: string;
}

export interface StoredDelivery extends OfSchedule, Pick<ReportDelivery, "event" | "state"> {
  readonly targetId: string;
  readonly reportId: string;
  readonly madeAtMs: number;
}

export interface DeliveryAttempt {
  readonly atMs: number;
  readonly number: number;
  readonly ok: boolean;
  readonly status: number | null;
  readonly answer: string;
  readonly durationMs: number;
}

/** A delivery as it is shown: with what it is about and every answer. */
export interface ToldDelivery extends StoredDelivery {
  readonly period: string;
  readonly number: string | null;
  /** Newest first. */
  readonly attempts: readonly DeliveryAttempt[];
}

/** Schedules of reports, their runs and what they deliver. A run and a delivery exist once, whoever looks. */
export interface ReportScheduleStore {
  /** Of one center, or of all. */
  list(centerId: string | null): Promise<StoredSchedule[]>;
  add(schedule: StoredSchedule, by: ChangedBy): Promise<void>;
  remove(centerId: string, id: string, by: ChangedBy): Promise<boolean>;

  /** Keeps runs that are due; those that are known already stay as they are. */
  planRuns(schedule: StoredSchedule, due: readonly Pick<StoredRun, "period" | "dueMs">[]): Promise<void>;
  /** A person has a period run now. @throws StoreConflict when it was run already, or is being run */
  startRun(
    schedule: StoredSchedule,
    due: Pick<StoredRun, "period" | "dueMs">,
    by: ChangedBy,
  ): Promise<StoredRun>;
  /** Newest first, the last 50. */
  runs(centerId: string, scheduleId: string): Promise<StoredRun[]>;
  waitingRuns(): Promise<StoredRun[]>;
  /** null: there is none, or it waits no more, or was given to another job. */
  waitingRun(centerId: string, jobId: string): Promise<StoredRun | null>;
  failRun(
    run: StoredRun,
    failure: { readonly error: string; readonly isLast: boolean; readonly atMs: number },
  ): Promise<void>;
  /** The run is over and its targets are to get the report. */
  endRun(
    run: StoredRun,
    end: {
      readonly state: "drafted" | "already_issued";
      readonly reportId: string;
      readonly atMs: number;
      readonly targets: readonly SealedTarget[];
    },
  ): Promise<void>;

  /** What was issued since a schedule exists, and is its business, is to be delivered. @returns how many are new */
  planIssued(nowMs: number): Promise<number>;
  waitingDeliveries(): Promise<StoredDelivery[]>;
  waitingDelivery(centerId: string, jobId: string): Promise<StoredDelivery | null>;
  /** Newest first, the last 100, each with its last 20 attempts. */
  deliveries(centerId: string, scheduleId: string): Promise<ToldDelivery[]>;
  recordAttempt(delivery: StoredDelivery, attempt: DeliveryAttempt, isLast: boolean): Promise<void>;
  /** @returns false when there is no such delivery. @throws StoreConflict when it has arrived */
  deliverAgain(
    which: { readonly centerId: string; readonly scheduleId: string; readonly id: string },
    by: ChangedBy,
  ): Promise<boolean>;
}

export function openReportScheduleStore({ db }: Pick<Database, "db">): ReportScheduleStore {
  return {
    list: (centerId) => listSchedules(db, centerId),
    add: (schedule, by) => addSchedule(db, schedule, by),
    remove: (centerId, id, by) => removeSchedule(db, centerId, id, by),
    planRuns: (schedule, due) => planRuns(db, schedule, due),
    startRun: (schedule, due, by) => startRun(db, schedule, due, by),
    runs: (centerId, scheduleId) => listRuns(db, centerId, scheduleId),
    waitingRuns: () => waitingRuns(db),
    waitingRun: (centerId, jobId) => readRun(db, centerId, jobId),
    failRun: (run, failure) => recordFailure(db, run, failure),
    endRun: (run, end) => endRun(db, run, end),
    planIssued: (nowMs) => planIssued(db, nowMs),
    waitingDeliveries: () => waitingDeliveries(db),
    waitingDelivery: (centerId, jobId) => readDelivery(db, centerId, jobId),
    deliveries: (centerId, scheduleId) => listDeliveries(db, centerId, scheduleId),
    recordAttempt: (delivery, attempt, isLast) => recordAttempt(db, delivery, attempt, isLast),
    deliverAgain: (which, by) => deliverAgain(db, which, by),
  };
}
