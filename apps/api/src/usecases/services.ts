import type { Report, ReportFormat, ReportLanguage } from "@aidc/contract";
import type { Listening, ScreenReport } from "@aidc/domain";
import type {
  AccessStore,
  AlarmStore,
  AuditStore,
  BillingStore,
  CorrectionStore,
  HandBinding,
  InventoryStore,
  JobQueue,
  LeasingStore,
  NoticeStore,
  PeopleStore,
  QueuedJobStore,
  ReportFileStore,
  ReportScheduleStore,
  ReportStore,
  ServiceEventStore,
  ShiftStore,
  SourceStore,
  TelemetryStore,
  VersionStores,
} from "@aidc/store";
import type { AlarmDesk } from "./alarms/alarm-desk.ts";
import type { AlertDesk } from "./alarms/alert-desk.ts";
import type { Refusals } from "./audit/refusals.ts";
import type { Auth } from "./auth-port.ts";
import type { CenterDirectory } from "./center-directory.ts";
import type { Identity } from "./identity.ts";
import type { Seal } from "./notices/seal.ts";
import type { NoticeSender } from "./notices/sender-port.ts";
import type { KeptPreviews } from "./reports/kept-previews.ts";
import type { ReportSigner } from "./reports/report-signer.ts";

/** What the intake of samples has to be told, and knows of the sources. */
export interface Intake {
  /**
   * After every import: reads the inventory anew and matches the unmatched series against it.
   * @returns how many series were bound
   */
  rebind(centerId: string): Promise<number>;
  /** After a person bound series: the door judges their values as what they are from now on. */
  boundByHand(centerId: string, bound: readonly HandBinding[]): Promise<void>;
  /**
   * Before a person takes bindings back: resolves when no request on its way can bind those series again.
   * @param rule that is taken back as well: no series is bound by it any more
   */
  unboundByHand(
    centerId: string,
    unbound: readonly Pick<HandBinding, "labels" | "seriesId">[],
    rule?: number,
  ): Promise<void>;
  /** After a center was removed: its series ids no longer exist. */
  forget(centerId: string): void;
  /** Before a center is removed: keeps its samples out and waits for those on their way. @returns opens it again */
  shut(centerId: string): Promise<() => void>;
  readonly stats: {
    read(sourceId: string): SourceRate | null;
    list(centerId: string): readonly SourceRate[];
    /** How far into the past the samples reached that came since this was asked last; null: none came. */
    takeOldest(centerId: string): number | null;
  };
}

/** Everything the use cases work with; made once at start, handed to each. */
export interface Services extends VersionStores {
  readonly telemetry: Pick<TelemetryStore, "latest">;
  readonly history: Pick<TelemetryStore, "readSamples" | "readRollups">;
  /** Whole days of many points, added up by the database. */
  readonly daySums: Pick<
    TelemetryStore,
    "sumDays" | "sumPoints" | "greatestQuarters" | "boundsOfHours" | "cardDays"
  >;
  readonly compact: TelemetryStore["compact"];
  readonly laterDays: TelemetryStore["laterDays"];
  readonly inventory: InventoryStore;
  readonly access: AccessStore;
  readonly people: PeopleStore;
  readonly leasing: LeasingStore;
  readonly service: ServiceEventStore;
  readonly shift: ShiftStore;
  readonly auth: Auth;
  readonly sources: SourceStore;
  readonly audit: AuditStore;
  readonly reports: ReportStore;
  readonly reportSigner: ReportSigner;
  readonly reportPreviews: KeptPreviews<Report>;
  readonly reportFiles: ReportFileStore;
  readonly reportSchedules: ReportScheduleStore;
  /** A report drawn as a file; an issued one is signed. */
  readonly reportFile: (report: Report, format: ReportFormat, language: ReportLanguage) => Promise<File>;
  /** Work that outlives this process. */
  readonly jobs: JobQueue;
  readonly alarms: AlarmDesk;
  readonly alarmStore: AlarmStore;
  /** Alerts that other rule engines told us. */
  readonly alerts: AlertDesk;
  readonly notices: NoticeStore;
  readonly noticeSender: NoticeSender;
  readonly noticeSeal: Seal;
  /** What each screen that shows a wall last said. */
  readonly screens: () => readonly ScreenReport[];
  /** Since when this process hears what it is told. */
  readonly listening: Listening;
  readonly refusals: Refusals;
  readonly billing: BillingStore;
  /** What somebody knows better than the samples. */
  readonly corrections: CorrectionStore;
  /** What a scheduler says of its queue. */
  readonly queuedJobs: QueuedJobStore;
  readonly metering: {
    /** Prices or leases have changed for time that it has been over. */
    recheckFrom(centerId: string, fromMs: number): void;
    /** How far the ledger of the center has been brought, epoch ms; null: not looked at since the start. */
    meteredTo(centerId: string): number | null;
  };
  readonly directory: CenterDirectory;
  readonly intake: Intake;
  /** Server time, epoch ms. */
  readonly clock: () => number;
  readonly publicUrl: string;
  /** Where people look at a center elsewhere; placeholders {center}, {rack}, {from}, {to}. */
  readonly links: { readonly grafana: string | null };
  /** Identifies the console build that is being served. */
  readonly build: string;
  /** The program, as reports name it. */
  readonly software: string;
  readonly adminSecret: string;
  /** Ends live connections at once; called after access was revoked and saved. */
  readonly accessEnded: (isEnded: (identity: Identity) => boolean) => void;
  /** Gives open connections another identity; those that watch what it may not are ended. */
  readonly accessChanged: (change: (identity: Identity) => Identity) => void;
  /** Tells the screens of a wall that its settings were changed and saved. */
  readonly wallSet: (wallId: string) => void;
  /** Self-test of what lies outside the stores. */
  readonly checks: () => Promise<Check[]>;
}

export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** What a source has done since this process started. */
interface SourceRate {
  readonly samplesPerSecond: number;
  readonly acceptedSamples: number;
  readonly refusedSamples: number;
  readonly lastSampleAtMs: number | null;
  readonly lastReceivedAtMs: number;
  readonly aheadMs: number | null;
}
