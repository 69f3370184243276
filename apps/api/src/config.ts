import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { worded } from "@aidc/contract";
import { z } from "zod";

/** What the environment says, checked. The only reader of `process.env` in this process. */
export interface Config {
  readonly host: string;
  /** 0 asks the system for a free port; only tests do. */
  readonly port: number;
  /** Absent: the embedded PostgreSQL under `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** For several processes over one center; read and checked, one process does not need it. */
  readonly redisUrl: string | undefined;
  readonly dataDir: string;
  readonly demo: "on" | "off" | "when-empty";
  /** Origin under which browsers and senders reach us, without a trailing slash; absent: built from host and port. */
  readonly publicUrl: string | undefined;
  readonly logLevel: LogLevel;
  /** Address of a Grafana dashboard with placeholders for center, rack and time; null: nobody is sent there. */
  readonly grafana: string | null;
  /** Where people may sign in besides here; null: nowhere. */
  readonly oidc: Oidc | null;
  readonly notices: Notices;
  /** Addresses whose X-Forwarded-For is believed; without any, the connection's own address counts. */
  readonly trustedProxies: readonly string[];
}

/** How notices of alarms leave. */
interface Notices {
  /** Who takes our mails; null: nobody. */
  readonly smtp: { readonly url: string; readonly from: string } | null;
  readonly policy: { readonly privateNetworks: boolean; readonly allowed: readonly string[] };
}

interface Oidc {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** As the sign-in page calls it. */
  readonly name: string;
}

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
type LogLevel = (typeof logLevels)[number];

const origin = z
  .url({ protocol: /^https?$/, error: "is not an http(s) address, for example https://aidc.example.org" })
  .refine((url) => new URL(url).pathname === "/" && !url.includes("?"), "must have no path and no query");

const addresses = z
  .string()
  .transform((text) => text.split(",").map((one) => one.trim()))
  .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], "is no list of addresses")))
  .default([]);

const environmentSchema = z.object({
  PORT: z.coerce
    .number("is not a number")
    .int()
    .min(0, "is not a port")
    .max(65_535, "is not a port")
    .default(4600),
  HOST: z.string().min(1).default("127.0.0.1"),
  DATABASE_URL: z
    .string()
    .regex(
      /^postgres(ql)?:\/\//,
      "is not a PostgreSQL address, for example postgresql://user:password@host:5432/aidc",
    )
    .optional(),
  DATA_DIR: z.string().min(1).default("./.data"),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, "is not a Redis address, for example redis://host:6379")
    .optional(),
  AIDC_DEMO: z.enum(["on", "off"], "is neither on nor off").optional(),
  PUBLIC_URL: origin.optional(),
  LOG_LEVEL: z.enum(logLevels, `is none of ${logLevels.join(", ")}`).optional(),
  GRAFANA_URL: z
    .url({
      protocol: /^https?$/,
      error: "is not an http(s) address, for example https://grafana.example.org",
    })
    .optional(),
  GRAFANA_DASHBOARD: z
    .string()
    .regex(/^[\w-]{1,60}$/, "is not the uid of a dashboard: letters, digits, - and _")
    .default("aidc-center"),
  AIDC_OIDC_ISSUER: z.url({ protocol: /^https?$/, error: "is not an http(s) address" }).optional(),
  AIDC_OIDC_CLIENT_ID: z.string().max(500).optional(),
  AIDC_OIDC_CLIENT_SECRET: z.string().max(2000).optional(),
  AIDC_OIDC_NAME: z.string().max(60).default("OpenID Connect"),
  AIDC_TRUSTED_PROXIES: addresses,
  AIDC_SMTP_URL: z
    .string()
    .regex(
      /^smtps?:\/\/[^\s/]+\/?$/,
      "is no mail server, for example smtp://user:password@mail.example.org:587",
    )
    .optional(),
  AIDC_SMTP_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s@<]+@[^\s@>]+>?$/, "is no sender, for example AIDC Console <aidc@example.org>")
    .optional(),
  AIDC_NOTICES_PRIVATE: z.enum(["on", "off"], "is neither on nor off").default("on"),
  AIDC_NOTICES_ALLOW: addresses,
});
type Settings = z.infer<typeof environmentSchema>;

/** Every fault of the settings at once, so that a person fixes them in one go. */
export class ConfigFaults extends Error {
  override readonly name = "ConfigFaults";
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`Settings cannot be used:\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
    this.faults = faults;
  }
}

/** @throws ConfigFaults naming every setting that is wrong and what would be right */
export function readConfig(
  environment: NodeJS.ProcessEnv = process.env,
  terminal = process.stderr.isTTY,
): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    throw new ConfigFaults(
      parsed.error.issues.map((issue) => `${issue.path.join(".")} ${worded(issue.message)}`),
    );
  }
  const settings = parsed.data;
  return {
    host: settings.HOST,
    port: settings.PORT,
    databaseUrl: settings.DATABASE_URL,
    redisUrl: settings.REDIS_URL,
    dataDir: resolve(settings.DATA_DIR),
    demo: settings.AIDC_DEMO ?? "when-empty",
    publicUrl: settings.PUBLIC_URL?.replace(/\/$/, ""),
    // On a terminal the few printed lines are what a person needs; a log collector wants every event.
    logLevel: settings.LOG_LEVEL ?? (terminal ? "warn" : "info"),
    grafana: grafanaOf(settings),
    oidc: oidcOf(settings),
    trustedProxies: settings.AIDC_TRUSTED_PROXIES,
    notices: noticesOf(settings),
  };
}

/** Grafana itself, or the address of a dashboard on it; a query of its own stays. */
function grafanaOf({ GRAFANA_URL: given, GRAFANA_DASHBOARD: uid }: Settings): string | null {
  if (given === undefined) return null;
  const url = new URL(given);
  if (!url.pathname.includes("/d/")) url.pathname = `${url.pathname.replace(/\/$/, "")}/d/${uid}`;
  const base = url.href.replace(/[?&]$/, "");
  return `${base}${url.search === "" ? "?" : "&"}var-center={center}&var-rack={rack}&from={from}&to={to}`;
}

function noticesOf(settings: Settings): Notices {
  const { AIDC_SMTP_URL: url, AIDC_SMTP_FROM: from } = settings;
  if ((url === undefined) !== (from === undefined))
    throw new ConfigFaults([
      `${url === undefined ? "AIDC_SMTP_URL" : "AIDC_SMTP_FROM"} is missing: mails need a server and a sender`,
    ]);
  return {
    smtp: url === undefined || from === undefined ? null : { url, from },
    policy: {
      privateNetworks: settings.AIDC_NOTICES_PRIVATE === "on",
      allowed: settings.AIDC_NOTICES_ALLOW,
    },
  };
}

/** All of it or nothing: half a provider would be a button that leads nowhere. */
function oidcOf(settings: Settings): Oidc | null {
  const needed = ["AIDC_OIDC_ISSUER", "AIDC_OIDC_CLIENT_ID", "AIDC_OIDC_CLIENT_SECRET"] as const;
  const [issuer, clientId, clientSecret] = needed.map((key) => settings[key]);
  if (issuer !== undefined && clientId !== undefined && clientSecret !== undefined)
    return { issuer, clientId, clientSecret, name: settings.AIDC_OIDC_NAME };
  const missing = needed.filter((key) => settings[key] === undefined);
  if (missing.length === needed.length) return null;
  throw new ConfigFaults(missing.map((key) => `${key} is missing; the other AIDC_OIDC settings need it`));
}

const inherited = [
  "PATH",
  "HOME",
  "USER",
  "TMPDIR",
  "TEMP",
  "SystemRoot",
  "LANG",
  "TZ",
  "NODE_EXTRA_CA_CERTS",
];

/** What a process that we start may know of our environment: enough to run, no secret of ours. */
export function childEnvironment(environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return Object.fromEntries(
    inherited.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]])),
  );
}

/** The secret of the local command line. */
export function readAdminSecret(dataDir: string): string {
  return readSecret(dataDir, "admin-secret");
}

/** A secret of this installation, made at first start. 256 bits, readable by the owner only. */
export function readSecret(dataDir: string, name: "admin-secret" | "auth-secret" | "notice-secret"): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, name);
  if (existsSync(path)) return readFileSync(path, "utf8").trim();
  const secret = randomBytes(32).toString("base64url");
  writeFileSync(path, `${secret}\n`, { mode: 0o600, flag: "wx" });
  return secret;
}
