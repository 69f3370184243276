import type { Report } from "@aidc/contract";
import { Listening } from "@aidc/domain";
import type {
  AccessStore,
  Database,
  InventoryStore,
  JobQueue,
  RunningTelemetryStore,
  TelemetryStore,
} from "@aidc/store";
import {
  accountTables,
  openAccessStore,
  openAlarmStore,
  openAlertStore,
  openAuditStore,
  openBillingStore,
  openCorrectionStore,
  openInventoryStore,
  openJobQueue,
  openLeasingStore,
  openNoticeStore,
  openPeopleStore,
  openQueuedJobStore,
  openReportFileStore,
  openReportScheduleStore,
  openReportStore,
  openServiceEventStore,
  openShiftStore,
  openSourceStore,
  openTelemetryStore,
  openVersionStores,
  StoreUnavailable,
} from "@aidc/store";
import type { Logger } from "pino";
import type { OidcSettings } from "./auth/open-auth.ts";
import { openAuth } from "./auth/open-auth.ts";
import { reportFile } from "./exports/report-files.ts";
import type { Doors } from "./http/app.ts";
import type { Ingest, IngestOptions } from "./ingest/open-ingest.ts";
import { openIngest } from "./ingest/open-ingest.ts";
import type { SenderOptions } from "./notices/open-sender.ts";
import { openSender } from "./notices/open-sender.ts";
import { openReportSigner } from "./report-key.ts";
import { selfTest } from "./self-test.ts";
import { AlarmDesk } from "./usecases/alarms/alarm-desk.ts";
import { AlertDesk } from "./usecases/alarms/alert-desk.ts";
import { readSurroundings } from "./usecases/alarms/surroundings.ts";
import { Refusals } from "./usecases/audit/refusals.ts";
import { LedgerMeter } from "./usecases/billing/ledger-meter.ts";
import { CenterDirectory } from "./usecases/center-directory.ts";
import { databaseFault } from "./usecases/database-faults.ts";
import { openSeal } from "./usecases/notices/seal.ts";
import { gateReads } from "./usecases/read-gate.ts";
import { DaysAhead } from "./usecases/reports/days-ahead.ts";
import { KeptPreviews } from "./usecases/reports/kept-previews.ts";
import type { ReportSigner } from "./usecases/reports/report-signer.ts";
import { signPages } from "./usecases/reports/sign-pages.ts";
import type { Services } from "./usecases/services.ts";
import { shareNextRun } from "./usecases/share-next-run.ts";

export interface OpenedServices {
  readonly services: Services;
  readonly ingest: Ingest;
  readonly doors: Doors;
  readonly telemetry: RunningTelemetryStore;
  readonly ledgerMeter: LedgerMeter;
  readonly daysAhead: DaysAhead;
  /** The gateway is opened after the services; it puts itself in here. */
  readonly ended: {
    listener: Services["accessEnded"];
    onChange: Services["accessChanged"];
    onWallSet: Services["wallSet"];
    screens: Services["screens"];
  };
}

export interface ServicesOptions {
  readonly database: Database;
  readonly adminSecret: string;
  readonly publicUrl: string;
  readonly links: Services["links"];
  readonly build: string;
  readonly software: string;
  readonly dataDir: string;
  readonly authSecret: string;
  readonly oidc: OidcSettings | null;
  readonly notices: NoticeOptions;
  readonly log: Logger;
}

interface NoticeOptions extends Pick<SenderOptions, "policy" | "smtp"> {
  /** Seals addresses. */
  readonly secret: string;
}

/** Opens the stores and what works on them. */
export async function openServices(options: ServicesOptions): Promise<OpenedServices> {
  const { database, adminSecret, publicUrl, build, software, dataDir, log } = options;
  const say = (message: string, facts: object = {}) => log.info(facts, message);
  const telemetry = await openTelemetryStore(database, { log: say });
  const inventory = openInventoryStore(database);
  const access = openAccessStore(database);
  const people = openPeopleStore(database);
  const directory = new CenterDirectory(inventory);
  const ended = noGateway();
  const auth = openAuth({
    database: database.authDb,
    accountTables,
    people,
    publicUrl,
    log: say,
    secret: options.authSecret,
    oidc: options.oidc,
    onSessionEnded: (id) =>
      ended.listener((identity) => identity.role === "person" && identity.session.id === id),
  });
  const ingest = openDoor({ telemetry, inventory, access, directory, log: say });
  const history = gateReads(telemetry);
  const billing = openBillingStore(database);
  const measured = { telemetry, history, directory, inventory, intake: ingest, clock: Date.now };
  const ledgerMeter = new LedgerMeter({ ...measured, billing });
  const reportSigner = openReportSigner(dataDir);
  const services: Services = {
    ...measured,
    daySums: history,
    billing,
    metering: ledgerMeter,
    compact: shareNextRun(() => telemetry.compact()),
    laterDays: history.laterDays,
    access,
    people,
    auth,
    ...plainStores(database),
    ...openAuditLog(database, say),
    ...openAlarms(database, directory, say),
    ...openNotices(database, options.notices),
    screens: () => ended.screens(),
    listening: new Listening(),
    reportSigner,
    jobs: await openJobs(database, say),
    reportFile: printReports(reportSigner, software),
    publicUrl,
    build,
    software,
    adminSecret,
    links: options.links,
    accessEnded: (isEnded) => ended.listener(isEnded),
    accessChanged: (change) => ended.onChange(change),
    wallSet: (wallId) => ended.onWallSet(wallId),
    checks: () => selfTest({ database, dataDir, telemetry, reportKey: reportSigner.publicKey }),
  };
  const daysAhead = new DaysAhead(services, telemetry, () => telemetry.health().compaction.writtenAtMs);
  return { services, ingest, doors: doorsOf(ingest, services), telemetry, ledgerMeter, daysAhead, ended };
}

interface DoorParts extends Pick<IngestOptions, "log"> {
  readonly telemetry: TelemetryStore;
  readonly inventory: InventoryStore;
  readonly access: AccessStore;
  readonly directory: CenterDirectory;
}

/** Where samples come in; without the database they are refused for now and not for good. */
function openDoor({ telemetry, inventory, access, directory, log }: DoorParts): Ingest {
  return openIngest({
    store: tellNewSeries(telemetry, (centerId) => directory.changed(centerId)),
    bindings: {
      ...inventory,
      listByHand: (centerId) => orUnavailable(inventory.listByHand(centerId)),
      listRules: (centerId) => orUnavailable(inventory.listRules(centerId)),
    },
    loadInventory: (centerId) =>
      orUnavailable(directory.find(centerId).then((view) => view?.document ?? null)),
    verifyKey: (key) => orUnavailable(access.verifyIngestKey(key)),
    now: Date.now,
    log,
  });
}

/** Until the gateway is open there is nobody to tell. */
function noGateway(): OpenedServices["ended"] {
  return { listener: () => {}, onChange: () => {}, onWallSet: () => {}, screens: () => [] };
}

/** Stores that only the use cases work with. */
function plainStores(database: Database) {
  return {
    corrections: openCorrectionStore(database),
    leasing: openLeasingStore(database),
    reports: openReportStore(database),
    reportPreviews: new KeptPreviews<Report>(Date.now),
    reportFiles: openReportFileStore(database),
    reportSchedules: openReportScheduleStore(database),
    service: openServiceEventStore(database),
    shift: openShiftStore(database),
    sources: openSourceStore(database),
    queuedJobs: openQueuedJobStore(database),
    ...openVersionStores(database),
  };
}

function openNotices(database: Database, { policy, smtp, secret }: NoticeOptions) {
  return {
    notices: openNoticeStore(database),
    noticeSender: openSender({ policy, smtp, clock: Date.now }),
    noticeSeal: openSeal(secret),
    alerts: new AlertDesk({ store: openAlertStore(database), clock: Date.now }),
  };
}

type Say = (message: string, facts: object) => void;

function openJobs(database: Database, log: Say): Promise<JobQueue> {
  return openJobQueue(database, {
    onError: ({ error, queue }) => {
      // That the database is away is told elsewhere, once.
      if (databaseFault(error) !== "away") log("job queue", { queue, error: error.message });
    },
  });
}

function printReports(signer: ReportSigner, software: string): Services["reportFile"] {
  return async (report, format, language) =>
    signPages(await reportFile(report, format, { language, software }), report, signer);
}

function openAlarms(database: Database, directory: CenterDirectory, log: Say) {
  const alarmStore = openAlarmStore(database);
  const seenAgainst = { billing: openBillingStore(database), service: openServiceEventStore(database) };
  const surroundings = (centerId: string) => readSurroundings(seenAgainst, centerId);
  const options = { store: alarmStore, directory, surroundings, clock: Date.now, log };
  return { alarmStore, alarms: new AlarmDesk(options) };
}

function openAuditLog(database: Database, log: (message: string, facts: object) => void) {
  const audit = openAuditStore(database);
  return { audit, refusals: new Refusals({ record: audit.record, clock: Date.now, log }) };
}

function doorsOf(ingest: Ingest, { alerts }: Services): Doors {
  return {
    write: ingest.door,
    alertmanager: ingest.alertmanagerDoor(({ centerId, sourceId }, told) =>
      orUnavailable(alerts.take(centerId, sourceId, told)),
    ),
  };
}

/** The doors tell a sender to come again when the database is away, and must not take that for a fault of ours. */
async function orUnavailable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (databaseFault(error) !== "away") throw error;
    throw new StoreUnavailable("the database is away", { cause: error });
  }
}

/** A series that a profile recognised binds a point: whoever holds the center's points has to read them again. */
function tellNewSeries(telemetry: TelemetryStore, changed: (centerId: string) => void) {
  return {
    append: telemetry.append.bind(telemetry),
    quarantine: telemetry.quarantine.bind(telemetry),
    isHeard: telemetry.isHeard.bind(telemetry),
    resolveSeries: async (...asked: Parameters<TelemetryStore["resolveSeries"]>) => {
      const ids = await telemetry.resolveSeries(...asked);
      const [centerId, , series] = asked;
      if (series.some(({ match }) => match !== null)) changed(centerId);
      return ids;
    },
  };
}
