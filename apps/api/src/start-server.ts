import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { Database, RunningTelemetryStore } from "@aidc/store";
import { migrate, openDatabase, refuseWeakFloor } from "@aidc/store";
import type { Logger } from "pino";
import type { Config } from "./config.ts";
import { readAdminSecret, readSecret } from "./config.ts";
import { createApp } from "./http/app.ts";
import { readBuildId } from "./http/console-files.ts";
import type { Listening } from "./http/listen.ts";
import { listen } from "./http/listen.ts";
import type { Metrics } from "./http/metrics.ts";
import { openMetrics } from "./http/metrics.ts";
import { isOwnOrigin } from "./http/own-origin.ts";
import { endDeadSessions } from "./jobs/end-dead-sessions.ts";
import { givePointsOn } from "./jobs/give-points-on.ts";
import { handSeriesOver } from "./jobs/hand-series-over.ts";
import { meterLedger } from "./jobs/meter-ledger.ts";
import type { Job } from "./jobs/repeat.ts";
import { startJobs } from "./jobs/repeat.ts";
import type { StorageWatch } from "./jobs/storage-watch.ts";
import { watchStorage } from "./jobs/storage-watch.ts";
import { noticeJobs } from "./jobs/tell-notices.ts";
import { readLastMonth, warmUp } from "./jobs/warm-up.ts";
import { Hub } from "./live/hub.ts";
import { LiveCenters } from "./live/live-centers.ts";
import { openGateway } from "./live/socket-gateway.ts";
import { measure } from "./measure.ts";
import type { OpenedServices } from "./open-services.ts";
import { openServices } from "./open-services.ts";
import { announceServer } from "./server-file.ts";
import { readSoftware } from "./software.ts";
import { identify } from "./usecases/identify.ts";
import { unlessAway } from "./usecases/job-step.ts";
import { tendFiles, workOnFiles } from "./usecases/report-files/report-files.ts";
import { tendSchedules, workOnSchedules } from "./usecases/report-schedules/tend-schedules.ts";
import type { Services } from "./usecases/services.ts";

export interface RunningServer {
  /** Where this machine reaches it; the public address may be another. */
  readonly url: string;
  readonly services: Services;
  /** The store itself, for who has to write to it without a door. */
  readonly telemetry: RunningTelemetryStore;
  close(): Promise<void>;
}

const consoleDir = fileURLToPath(new URL("../../console/dist", import.meta.url));

/**
 * The whole server, in the order in which its parts need each other; `close` takes them down in reverse. The port
 * opens first, so that a taken one is said at once and a browser that comes early gets the page.
 */
export async function startServer(config: Config, log: Logger): Promise<RunningServer> {
  const stack = new AsyncDisposableStack();
  try {
    const server = await buildServer(config, log, stack);
    return { ...server, close: () => stack.disposeAsync() };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

async function buildServer(
  config: Config,
  log: Logger,
  stack: AsyncDisposableStack,
): Promise<Omit<RunningServer, "close">> {
  const port = await listen(config.host, config.port);
  stack.defer(() => port.close());
  const url = `http://${reachable(config.host)}:${port.port}`;
  const publicUrl = config.publicUrl ?? url;
  const readiness = { started: false, databaseAnswers: async () => false };
  const metrics = openMetrics();
  const { app, serve } = createApp({
    publicUrl,
    consoleDir,
    log,
    readiness,
    metrics: metrics.handler,
    trustedProxies: config.trustedProxies,
  });
  port.serve(app);

  const database = await openMigrated(config, log);
  stack.defer(() => database.stop());
  readiness.databaseAnswers = () => answers(database);
  const opened = await openServices({ database, publicUrl, log, ...ownOptions(config) });
  const { services, ingest } = opened;
  await takePart(stack, opened);

  const live = openLive({ stack, port, publicUrl, database, opened, log });
  await live.centers.start();
  stack.defer(
    startJobs(
      [
        ...jobsOf({ live: live.centers, storage: live.storage, metrics, opened }),
        endDeadSessions(services.people, live.gateway),
        { name: "refusals", everyMs: 60_000, run: () => void services.refusals.sweep() },
      ],
      log,
    ),
  );
  measure(metrics, {
    ingest,
    gateway: live.gateway,
    telemetry: opened.telemetry,
    daysAhead: opened.daysAhead,
    storage: live.storage,
    listening: services.listening,
    centerIds: () => live.centers.ids(),
  });
  serve(services, opened.doors);
  stack.defer(announceServer(config.dataDir, { url, pid: process.pid, startedAt: new Date().toISOString() }));
  // First of all when we stop: nothing new comes in while the parts behind it are taken down.
  stack.defer(async () => {
    readiness.started = false;
    await live.gateway.close();
    await port.close();
  });
  readyWhenWarm({ stack, readiness, services, centers: live.centers.ids(), log });
  return { url, services, telemetry: opened.telemetry };
}

interface Warming {
  readonly stack: AsyncDisposableStack;
  readonly readiness: { started: boolean };
  readonly services: Services;
  readonly centers: readonly string[];
  readonly log: Logger;
}

/** Everything is served meanwhile; only who asks whether we are ready is told once a report has been read. */
function readyWhenWarm({ stack, readiness, services, centers, log }: Warming): void {
  const ending = new AbortController();
  stack.defer(() => ending.abort());
  const read = (center: string) => readLastMonth(services, center);
  const say = (message: string, facts: object) => log.warn(facts, message);
  void warmUp({ centers, read, log: say }, ending.signal).then((isWarm) => {
    readiness.started = isWarm;
  });
}

/** What the services are told by the settings of this installation. */
function ownOptions({ dataDir, oidc, grafana, notices }: Config) {
  return {
    dataDir,
    oidc,
    adminSecret: readAdminSecret(dataDir),
    build: readBuildId(consoleDir),
    software: readSoftware(),
    links: { grafana },
    authSecret: readSecret(dataDir, "auth-secret"),
    notices: { ...notices, secret: readSecret(dataDir, "notice-secret") },
  };
}

/** This process works on jobs from now on, and lets go of them before the store closes. */
async function takePart(stack: AsyncDisposableStack, { services, telemetry }: OpenedServices): Promise<void> {
  stack.defer(() => telemetry.close());
  stack.defer(() => services.jobs.stop());
  await workOnSchedules(services);
  await workOnFiles(services);
}

interface LiveParts {
  readonly stack: AsyncDisposableStack;
  readonly port: Listening;
  readonly publicUrl: string;
  readonly database: Database;
  readonly opened: OpenedServices;
  readonly log: Logger;
}

/** The live half: pictures, hub and sockets, and whether the database is there to be read. */
function openLive({ stack, port, publicUrl, database, opened, log }: LiveParts) {
  const { services } = opened;
  const hub = new Hub(randomUUID());
  const storage = watchStorage(
    () => answers(database),
    (state) => gateway.notify(state === "away" ? "storage" : "storage_back"),
  );
  const centers = new LiveCenters({
    services,
    hub,
    storage: storage.state,
    log: (message, facts) => log.error(facts, message),
  });
  // What was judged last is written before the database goes.
  stack.defer(() => services.alarms.close());
  stack.defer(() => centers.stop());
  const gateway = openGateway({
    http: port.server,
    hub,
    isOwnOrigin: isOwnOrigin(publicUrl),
    identify: async ({ cookie, wallToken }) =>
      (await identify(services, { cookie, bearer: wallToken })).identity,
    openTopic: (name) => centers.openTopic(name),
    log: (message, facts) => log.info(facts, message),
  });
  opened.ended.listener = (isEnded) => gateway.revoke(isEnded);
  opened.ended.onChange = (change) => gateway.change(change);
  opened.ended.onWallSet = (wallId) => gateway.wallSet(wallId);
  opened.ended.screens = () => gateway.screens();
  return { centers, storage, gateway };
}

/** A server that listens on every address is reached on this machine through the loopback. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}

async function openMigrated(config: Config, log: Logger): Promise<Database> {
  const say = (message: string, facts: object = {}) => log.info(facts, message);
  const database = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, log: say });
  try {
    await migrate(database);
    await refuseWeakFloor(database);
    return database;
  } catch (error) {
    await database.stop();
    throw error;
  }
}

const probeMs = 1_500;

/** A cheap question with a short patience: a database that hangs is as good as away. */
async function answers(database: Database): Promise<boolean> {
  const timeout = new Promise<boolean>((resolve) => {
    setTimeout(() => resolve(false), probeMs).unref();
  });
  const answer = database.pool.query("select 1").then(
    () => true,
    () => false,
  );
  return Promise.race([answer, timeout]);
}

interface Workers {
  readonly live: LiveCenters;
  readonly storage: StorageWatch;
  readonly metrics: Metrics;
  readonly opened: OpenedServices;
}

/** The store compacts and keeps its partitions by itself; what is left is what people look at. */
function jobsOf({ live, storage, metrics, opened }: Workers): Job[] {
  const { alarms, clock } = opened.services;
  const startedAtMs = clock();
  return [
    { name: "live tick", everyMs: 1_000, onTheClock: true, run: () => void tick(live, metrics) },
    { name: "storage probe", everyMs: 1_000, run: async () => void (await storage.probe()) },
    { name: "wall facts", everyMs: 1_000, run: async () => void (await live.refreshFacts()) },
    { name: "alarm journal", everyMs: 1_000, run: async () => void (await alarms.flush()) },
    ...noticeJobs(opened.services, () => live.ids()),
    meterLedger(opened.ledgerMeter),
    givePointsOn(opened.telemetry, opened.services),
    handSeriesOver(opened.telemetry, opened.services),
    { name: "days ahead", everyMs: 2_000, run: () => unlessAway(() => opened.daysAhead.run()) },
    { name: "report files", everyMs: 10_000, run: () => tendFiles(opened.services) },
    { name: "report schedules", everyMs: 10_000, run: () => tendSchedules(opened.services, startedAtMs) },
  ];
}

function tick(live: LiveCenters, metrics: Metrics): void {
  const end = metrics.tickSeconds.startTimer();
  live.tick();
  end();
}
