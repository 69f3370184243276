import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fleetCenter, fleetDocument } from "../load/gpu-fleet.ts";
import type { AidcServer } from "../run/aidc-server.ts";
import { startAidcServer } from "../run/aidc-server.ts";
import { startChild, waitUntilReady } from "../run/child.ts";

/** Something that takes remote write, running and empty. */
export interface Target {
  readonly name: string;
  readonly writeUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly pid: number;
  readonly dataDir: string;
  readonly server: AidcServer | null;
  /** Ends it; its folder stays. */
  stop(): Promise<void>;
  remove(): Promise<void>;
}

export async function startOurs(gpus: number, nodeArgs: readonly string[]): Promise<Target> {
  const dataDir = await mkdtemp(join(tmpdir(), "aidc-bench-"));
  const server = await startAidcServer({ dataDir, nodeArgs });
  await server.importCenter(fleetDocument(gpus));
  const key = await server.createKey(fleetCenter);
  return {
    name: "aidc",
    writeUrl: `${server.url}/api/v1/write`,
    headers: { authorization: `Bearer ${key}` },
    pid: server.child.pid,
    dataDir,
    server,
    stop: () => server.child.end(),
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}

interface Peer {
  readonly name: string;
  readonly program: string;
  readonly ready: string;
  readonly write: string;
  readonly args: (folder: string, address: string) => string[];
}

export const peers: readonly Peer[] = [
  {
    name: "VictoriaMetrics",
    program: "victoria-metrics",
    ready: "/health",
    write: "/api/v1/write",
    args: (folder, address) => [
      `-storageDataPath=${folder}`,
      `-httpListenAddr=${address}`,
      "-loggerLevel=ERROR",
    ],
  },
  {
    name: "Prometheus",
    program: "prometheus",
    ready: "/-/ready",
    write: "/api/v1/write",
    args: (folder, address) => [
      "--config.file=/dev/null",
      `--storage.tsdb.path=${folder}`,
      `--web.listen-address=${address}`,
      "--web.enable-remote-write-receiver",
      "--log.level=error",
    ],
  },
];

export async function startPeer(peer: Peer): Promise<Target> {
  const dataDir = await mkdtemp(join(tmpdir(), "aidc-bench-"));
  const address = `127.0.0.1:${await freePort()}`;
  const child = await startChild(peer.program, peer.args(dataDir, address), { PATH: process.env.PATH });
  await waitUntilReady(child, `http://${address}${peer.ready}`);
  return {
    name: peer.name,
    writeUrl: `http://${address}${peer.write}`,
    headers: {},
    pid: child.pid,
    dataDir,
    server: null,
    stop: () => child.end(),
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}

/** For programs that cannot be told to take any free port. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
