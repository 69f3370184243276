import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@aidc/testkit";
import { findProgram, plainEnvironment } from "./config.ts";
import { endProcess } from "./processes.ts";

/** Debian's packages; null where one is not installed. */
export const prometheusPrograms = {
  prometheus: findProgram("prometheus"),
  nodeExporter: findProgram("prometheus-node-exporter", "node_exporter"),
};

export interface Prometheus {
  /** As a textfile collector's cron job would: metrics that node_exporter exposes beside its own. */
  writeMetrics(text: string): Promise<void>;
  said(): string;
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** A node_exporter and a Prometheus that scrapes it every second, both untouched but for `remoteWrite`. */
export async function startPrometheus(remoteWrite: string): Promise<Prometheus> {
  const folder = await mkdtemp(join(tmpdir(), "aidc-prometheus-"));
  const textfiles = join(folder, "textfiles");
  await mkdir(textfiles);
  const [exporterPort, port] = [await freePort(), await freePort()];
  const scrape = [
    "global:",
    "  scrape_interval: 1s",
    "scrape_configs:",
    "  - job_name: node",
    "    static_configs:",
    `      - targets: ['127.0.0.1:${exporterPort}']`,
    "",
  ].join("\n");
  await writeFile(join(folder, "prometheus.yml"), `${scrape}${remoteWrite}`);
  const exporter = run(prometheusPrograms.nodeExporter, [
    `--collector.textfile.directory=${textfiles}`,
    `--web.listen-address=127.0.0.1:${exporterPort}`,
  ]);
  const prometheus = run(prometheusPrograms.prometheus, [
    `--config.file=${join(folder, "prometheus.yml")}`,
    `--storage.tsdb.path=${join(folder, "data")}`,
    `--web.listen-address=127.0.0.1:${port}`,
  ]);
  const stop = async () => void (await endProcess(prometheus.child, "SIGTERM", 30_000));
  return {
    async writeMetrics(text) {
      await writeFile(join(folder, "next"), text);
      await rename(join(folder, "next"), join(textfiles, "aidc.prom"));
    },
    said: () => prometheus.said(),
    stop,
    async close() {
      await Promise.all([stop(), endProcess(exporter.child, "SIGTERM", 10_000)]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function run(program: string | null, args: readonly string[]): { child: ChildProcess; said: () => string } {
  if (program === null) throw new Error("not installed: apt-get install prometheus prometheus-node-exporter");
  const child = spawn(program, args, { env: plainEnvironment(), stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-4000);
  });
  return { child, said: () => said };
}
