import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { CenterDocument } from "@aidc/contract";
import { createdKeySchema } from "@aidc/contract";
import { z } from "zod";
import type { Child } from "./child.ts";
import { startChild, waitUntilReady } from "./child.ts";

const script = fileURLToPath(new URL("../../apps/api/src/main.ts", import.meta.url));

/** The real server as a process of its own, with its own PostgreSQL in the data folder. */
export interface AidcServer {
  readonly url: string;
  readonly child: Child;
  /** Calls the API as the local administrator. @throws Error when the answer is not 2xx */
  call(method: "GET" | "POST" | "PUT", path: string, body?: unknown): Promise<unknown>;
  /** Reads an answer of any kind to its end. @returns its bytes @throws Error when it is not 2xx */
  read(path: string): Promise<number>;
  importCenter(document: CenterDocument): Promise<void>;
  createKey(center: string): Promise<string>;
  createWallToken(center: string): Promise<string>;
  /** A link that signs an operator in, once. */
  createSignInLink(): Promise<string>;
}

export interface ServerOptions {
  readonly dataDir: string;
  readonly demo?: "on" | "off";
  readonly nodeArgs?: readonly string[];
}

export async function startAidcServer(options: ServerOptions): Promise<AidcServer> {
  const { dataDir, demo = "off", nodeArgs = [] } = options;
  const child = await startChild(process.execPath, [...nodeArgs, script], {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    DATA_DIR: dataDir,
    PORT: "0",
    AIDC_DEMO: demo,
    LOG_LEVEL: "error",
  });
  const url = await addressOf(child, dataDir);
  await waitUntilReady(child, `${url}/readyz`);
  const secret = readFileSync(join(dataDir, "admin-secret"), "utf8").trim();
  const call: AidcServer["call"] = (method, path, body) => callApi({ url, secret, method, path, body });
  return {
    url,
    child,
    call,
    read: async (path) => (await ask({ url, secret, method: "GET", path, body: undefined })).byteLength,
    importCenter: async (document) => void (await call("POST", "/api/centers/import", document)),
    createKey: async (center) =>
      createdKeySchema.parse(await call("POST", `/api/centers/${center}/keys`, { name: "bench" })).key,
    createWallToken: async (center) => wallTokenOf(await call("POST", `/api/centers/${center}/walls`, {})),
    createSignInLink: async () => linkSchema.parse(await call("POST", "/api/sign-in-links", {})).url,
  };
}

const linkSchema = z.object({ url: z.url() });

function wallTokenOf(created: unknown): string {
  const token = /\/wall\/([^"]+)/.exec(JSON.stringify(created))?.[1];
  if (token === undefined) throw new Error("no wall link was created");
  return token;
}

async function addressOf(child: Child, dataDir: string): Promise<string> {
  const file = join(dataDir, "server.json");
  const deadline = performance.now() + 120_000;
  while (performance.now() < deadline && child.process.exitCode === null) {
    const facts: unknown = existsSync(file) ? parseOrNull(readFileSync(file, "utf8")) : null;
    if (facts !== null && typeof facts === "object" && "url" in facts && "pid" in facts) {
      if (facts.pid === child.pid) return String(facts.url);
    }
    await delay(20);
  }
  throw new Error(`the server did not start: ${child.words()}`);
}

/** The file may be read while it is written. */
function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

interface ApiCall {
  readonly url: string;
  readonly secret: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

async function callApi(call: ApiCall): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await ask(call)));
}

async function ask({ url, secret, method, path, body }: ApiCall): Promise<ArrayBuffer> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const bytes = await response.arrayBuffer();
  if (!response.ok) {
    const text = new TextDecoder().decode(bytes);
    throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 500)}`);
  }
  return bytes;
}
