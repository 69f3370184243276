import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { aCenterDocument, openTestDatabase } from "@aidc/testkit";
import { pino } from "pino";
import type { Config } from "./config.ts";
import { startServer } from "./start-server.ts";

/** Ways to prove who one is, as headers. */
interface Credentials {
  readonly none: Record<string, string>;
  readonly wall: Record<string, string>;
  readonly operator: Record<string, string>;
  readonly admin: Record<string, string>;
}

export const byTest = { actor: { kind: "system", id: null, name: "test" }, requestId: null } as const;
export const visitor = { address: "127.0.0.1", userAgent: undefined, requestId: "test" };

/** The Cookie header of a browser that was answered with these Set-Cookie values. */
export function cookieOf(setCookies: readonly string[]): string {
  return setCookies.map((one) => one.split(";", 1)[0]).join("; ");
}

interface TestServerOptions {
  readonly log?: (line: string) => void;
  readonly oidc?: Config["oidc"];
  readonly trustedProxies?: readonly string[];
  /** Unless told otherwise notices may go to this machine: the peers of the tests are here. */
  readonly notices?: Config["notices"];
}

/** The real server on a free port over a database of its own, with one small center `c1` in it. */
export async function startTestServer(options: TestServerOptions = {}) {
  const database = await openTestDatabase();
  const { dataDir } = database;
  const log = pino({ level: "debug" }, { write: options.log ?? (() => {}) });
  const server = await startServer(
    {
      host: "127.0.0.1",
      port: 0,
      databaseUrl: database.url,
      redisUrl: undefined,
      dataDir,
      demo: "off",
      publicUrl: undefined,
      grafana: null,
      logLevel: "debug",
      oidc: options.oidc ?? null,
      trustedProxies: options.trustedProxies ?? [],
      notices: options.notices ?? {
        smtp: null,
        policy: { privateNetworks: true, allowed: ["127.0.0.0/8", "::1"] },
      },
    },
    log,
  );
  const { services, url, telemetry } = server;
  const adminSecret = (await readFile(join(dataDir, "admin-secret"), "utf8")).trim();
  const admin = { authorization: `Bearer ${adminSecret}` };
  const call = async (
    path: string,
    init: { method?: string; headers?: Record<string, string>; body?: unknown } = {},
  ) => {
    const body = init.body === undefined ? {} : { body: JSON.stringify(init.body) };
    const json = init.body === undefined ? {} : { "content-type": "application/json" };
    const method = init.method ?? "GET";
    const answer = await fetch(`${url}${path}`, { method, headers: { ...json, ...init.headers }, ...body });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, json: parsed(text) };
  };
  const imported = await call("/api/centers/import", {
    method: "POST",
    headers: admin,
    body: aCenterDocument(),
  });
  if (imported.status !== 200) throw new Error(`import: ${imported.text}`);
  const { token } = await services.access.createWallToken("c1", "test wall");
  await services.people.ensureOperator(byTest);
  const operator = { email: "desk@example.org", name: "Desk", staffRole: "operator" as const };
  const { person } = await services.people.create(operator, byTest);
  const session = await services.auth.startSession(person.id, visitor);
  const credentials: Credentials = {
    none: {},
    wall: { authorization: `Bearer ${token}` },
    operator: { cookie: cookieOf(session.cookies), origin: url },
    admin,
  };
  const close = async () => {
    await server.close();
    await database.close();
  };
  return { url, services, telemetry, call, credentials, wallToken: token, dataDir, database, close };
}
export type TestServer = Awaited<ReturnType<typeof startTestServer>>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
