import { pino } from "pino";
import type { Config } from "./config.ts";
import { ConfigFaults, childEnvironment, readAdminSecret, readConfig } from "./config.ts";
import { printDoors } from "./doors.ts";
import { AddressInUse } from "./http/listen.ts";
import type { DemoFeeder } from "./jobs/demo-feeder.ts";
import { demoFeeder } from "./jobs/demo-feeder.ts";
import { findRunningServer } from "./server-file.ts";
import type { RunningServer } from "./start-server.ts";
import { startServer } from "./start-server.ts";

const shutdownMs = 10_000;
const demoCenter = "demo";

async function main(): Promise<void> {
  const config = readConfig();
  const log = pino(
    { level: config.logLevel, base: { service: "aidc-api" } },
    pino.destination({ dest: 2, sync: true }),
  );
  const other = findRunningServer(config.dataDir);
  if (other) throw new AlreadyRunning(config, other);
  const server = await startServer(config, log);
  const feeder = await startDemo(config, server, (message, facts) => log.warn(facts, message));
  stopOnSignal(async () => {
    await feeder.stop();
    await server.close();
  });
  process.on("unhandledRejection", (error) => log.error({ err: error }, "unhandled rejection"));
  await printDoors(server, config.dataDir, (line) => process.stdout.write(`${line}\n`), feeder.isRunning());
}

class AlreadyRunning extends Error {
  override readonly name = "AlreadyRunning";
  constructor({ dataDir }: Config, other: { url: string; pid: number }) {
    super(
      `Another copy already serves this data folder: ${other.url} (process ${other.pid}, ${dataDir}). ` +
        "Stop it first, or give this copy its own folder and port: DATA_DIR=./.data2 PORT=4601 npm start",
    );
  }
}

/** The feeder runs while the demo center exists, and makes it when the database holds no center at all. */
async function startDemo(
  config: Config,
  server: RunningServer,
  log: (message: string, facts: object) => void,
): Promise<DemoFeeder> {
  const { directory, inventory } = server.services;
  const adminSecret = readAdminSecret(config.dataDir);
  const feeder = demoFeeder({
    url: server.url,
    dataDir: config.dataDir,
    adminSecret,
    log,
    environment: childEnvironment(),
  });
  const centers = await inventory.listCenters();
  const wanted =
    config.demo === "on" ||
    (config.demo === "when-empty" && (centers.length === 0 || centers.some(({ id }) => id === demoCenter)));
  if (wanted) feeder.start();
  directory.onChange(async (centerId) => {
    if (centerId !== demoCenter || !feeder.isRunning()) return;
    const gone = (await directory.find(demoCenter).catch(() => "unknown")) === null;
    if (gone) await feeder.stop();
  });
  return feeder;
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = async (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => {
      process.stderr.write("The server did not stop in time; it ends now.\n");
      process.exit(1);
    }, shutdownMs).unref();
    try {
      await stop();
      process.exit(0);
    } catch (error) {
      process.stderr.write(`Stopping after ${signal} failed: ${String(error)}\n`);
      process.exit(1);
    }
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
}

/** What a person can act on is said in one sentence; everything else comes with its stack. */
function sayWhyNot(error: unknown): number {
  if (error instanceof ConfigFaults) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  const forPeople = error instanceof AddressInUse || error instanceof AlreadyRunning;
  const text =
    error instanceof Error ? (forPeople ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${text}\n`);
  return 1;
}

main().catch((error: unknown) => {
  process.exitCode = sayWhyNot(error);
  // Whatever half a start left open must not keep the process.
  setTimeout(() => process.exit(), 2_000).unref();
});
