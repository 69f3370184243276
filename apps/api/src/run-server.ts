import { pino } from "pino";
import type { Config } from "./config.ts";
import { ConfigFaults, childEnvironment, readAdminSecret, readConfig } from "./config.ts";
import { printDoors } from "./doors.ts";
import { keepDemoCenter, prepareDemoCenter } from "./jobs/demo-center.ts";
import { demoFeeder } from "./jobs/demo-feeder.ts";
import { findRunningServer } from "./server-file.ts";
import { startServer } from "./start-server.ts";
import { whyNot } from "./why-not.ts";

const shutdownMs = 10_000;

/** Runs the server until a signal ends it; what keeps it from starting is said in a sentence. */
export async function runServer(): Promise<void> {
  try {
    await start();
  } catch (error) {
    process.exitCode = sayWhyNot(error);
    // Whatever half a start left open must not keep the process.
    setTimeout(() => process.exit(), 2_000).unref();
  }
}

async function start(): Promise<void> {
  const config = readConfig();
  const log = pino(
    { level: config.logLevel, base: { service: "aidc-api" } },
    pino.destination({ dest: 2, sync: true }),
  );
  const other = findRunningServer(config.dataDir);
  if (other) throw new AlreadyRunning(config, other);
  const feeder = demoFeeder({
    dataDir: config.dataDir,
    adminSecret: readAdminSecret(config.dataDir),
    log: (message, facts) => log.warn(facts, message),
    environment: childEnvironment(),
  });
  prepareDemoCenter(config, feeder);
  const server = await startServer(config, log).catch(async (error: unknown) => {
    await feeder.stop();
    throw error;
  });
  await keepDemoCenter(config, server, feeder);
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

function sayWhyNot(error: unknown): number {
  process.stderr.write(`${whyNot(error)}\n`);
  return error instanceof ConfigFaults ? 2 : 1;
}
