/**
 * The import table of docs/architecture.md as data. A target is a package (`zod`, `@aidc/contract`), `node` for any
 * Node module or `node:crypto` for one, `npm` for any package of others, or `room:x` for another room of the same
 * workspace. `types` may be imported as types only; `values` names what may be imported as a value besides.
 */
export interface Room {
  readonly name: string;
  /** Path prefixes; the longest that fits a file decides its room. */
  readonly at: readonly string[];
  readonly may: readonly string[];
  readonly types?: readonly string[];
  readonly values?: Readonly<Record<string, readonly string[]>>;
  /** Wins over `npm` in `may`. */
  readonly never?: readonly string[];
  /** No clock, no random, no timers, no environment: the same input gives the same output. */
  readonly pure?: boolean;
  /** Every folder directly below is a room of its own, and they do not import each other. */
  readonly apart?: boolean;
}

/** Algorithms without I/O that a rule or a use case may call. */
const nodeAlgorithms = ["node:crypto", "node:zlib"];
/** The two expected failures of the store; catching them needs the classes. */
const storeFailures = { "@aidc/store": ["StoreUnavailable", "StoreFull"] };

export const rooms: readonly Room[] = [
  { name: "contract", at: ["packages/contract/src/"], may: ["zod", "@orpc/contract"], pure: true },
  { name: "domain", at: ["packages/domain/src/"], may: ["@aidc/contract"], pure: true },
  { name: "simulator", at: ["packages/simulator/src/"], may: ["@aidc/contract"], pure: true },
  {
    name: "store",
    at: ["packages/store/"],
    may: [
      ...["@aidc/contract", "@aidc/domain", "drizzle-orm", "drizzle-kit", "pg", "pg-copy-streams", "node"],
      "pg-boss",
    ],
  },
  {
    name: "testkit",
    at: ["packages/testkit/"],
    may: ["npm", "node", "@aidc/contract", "@aidc/domain", "@aidc/store", "@aidc/simulator"],
  },

  {
    name: "api usecases",
    at: ["apps/api/src/usecases/"],
    may: ["@aidc/contract", "@aidc/domain", ...nodeAlgorithms],
    types: ["@aidc/store", "room:api live", "room:api main"],
    values: storeFailures,
  },
  {
    name: "api live",
    at: ["apps/api/src/live/"],
    may: ["@aidc/contract", "@aidc/domain", "room:api usecases", ...nodeAlgorithms],
    types: ["@aidc/store", "room:api main"],
  },
  {
    name: "api gateway",
    at: ["apps/api/src/live/socket-gateway.ts"],
    may: ["socket.io", "zod", "node", "@aidc/contract", "@aidc/domain", "room:api live", "room:api usecases"],
    types: ["pino", "room:api main", "@aidc/store"],
  },
  {
    name: "api ingest",
    at: ["apps/api/src/ingest/"],
    may: ["@aidc/contract", "@aidc/domain", "express", "prom-client", "yaml", "zod", "node"],
    types: ["@aidc/store", "pino", "room:api main", "room:api usecases", "room:api live"],
    values: storeFailures,
  },
  {
    name: "api http",
    at: ["apps/api/src/http/"],
    may: [
      ...["@aidc/contract", "@aidc/domain", "express", "helmet", "prom-client", "zod", "node"],
      ...[
        "@orpc/contract",
        "@orpc/openapi",
        "@orpc/server",
        "@orpc/zod",
        "room:api usecases",
        "room:api exports",
      ],
    ],
    types: ["@aidc/store", "pino", "room:api main", "room:api live", "room:api ingest"],
    values: storeFailures,
  },
  {
    name: "api exports",
    at: ["apps/api/src/exports/"],
    // Reports are set in a thread of their own, with a type family that comes along.
    may: [
      "@aidc/contract",
      "@aidc/domain",
      "write-excel-file",
      "@myriaddreamin/typst-ts-web-compiler",
      ...["node:buffer", "node:fs", "node:path", "node:url", "node:worker_threads"],
    ],
  },
  {
    // People's sign-in: the only room that knows the library for it.
    name: "api auth",
    at: ["apps/api/src/auth/"],
    may: ["better-auth", "zod", "@aidc/contract", "room:api usecases", ...nodeAlgorithms],
    types: ["@aidc/store"],
  },
  {
    // What leaves this server by itself: the only room that knows a mail library and opens connections to others.
    name: "api notices",
    at: ["apps/api/src/notices/"],
    may: ["nodemailer", "zod", "node", "@aidc/contract", "@aidc/domain"],
    types: ["room:api usecases"],
  },
  {
    name: "api jobs",
    at: ["apps/api/src/jobs/"],
    may: ["@aidc/contract", "@aidc/domain", "node", "room:api usecases"],
    types: ["@aidc/store", "pino", "room:api main", "room:api live"],
    values: storeFailures,
  },
  {
    name: "api main",
    at: ["apps/api/src/"],
    may: [
      ...["@aidc/contract", "@aidc/domain", "@aidc/store", "pino", "prom-client", "zod", "node"],
      ...["room:api usecases", "room:api live", "room:api gateway", "room:api ingest", "room:api http"],
      ...["room:api jobs", "room:api auth", "room:api notices", "room:api exports"],
    ],
  },

  {
    name: "console features",
    at: ["apps/console/src/features/"],
    may: [
      "npm",
      "@aidc/contract",
      "@aidc/domain",
      "room:console api",
      "room:console live",
      "room:console ui",
      "room:console i18n",
    ],
    apart: true,
  },
  {
    name: "console ui",
    at: ["apps/console/src/ui/"],
    may: ["npm", "room:console i18n"],
    types: ["@aidc/contract", "@aidc/domain"],
    values: { "@aidc/contract": ["quantities"], "@aidc/domain": ["methods"] },
    never: ["@tanstack/react-query", "@tanstack/react-router", "socket.io-client", "@orpc/client"],
  },
  { name: "console i18n", at: ["apps/console/src/i18n/"], may: ["react", "react-intl", "@aidc/contract"] },
  {
    name: "console live",
    at: ["apps/console/src/live/"],
    may: ["npm", "@aidc/contract", "room:console api"],
  },
  { name: "console api", at: ["apps/console/src/api/"], may: ["npm", "@aidc/contract"] },
  {
    name: "console shell",
    at: ["apps/console/"],
    may: [
      ...["npm", "node", "@aidc/contract", "@aidc/domain", "room:console features", "room:console ui"],
      ...["room:console i18n", "room:console live", "room:console api"],
    ],
  },

  { name: "feeder", at: ["apps/feeder/"], may: ["@aidc/contract", "@aidc/simulator", "node", "yaml"] },
  {
    name: "cli",
    at: ["apps/cli/"],
    may: ["@aidc/contract", "@aidc/domain", "@aidc/feeder", "citty", "yaml", "node"],
  },
  {
    name: "bench",
    at: ["bench/"],
    may: [
      ...["npm", "node", "@aidc/contract", "@aidc/domain", "@aidc/simulator", "@aidc/store", "@aidc/testkit"],
      "room:api ingest",
    ],
  },
  {
    name: "e2e",
    at: ["e2e/"],
    may: ["npm", "node", "@aidc/contract", "@aidc/domain", "@aidc/simulator", "@aidc/testkit"],
  },
  { name: "tools", at: ["tools/", "infra/", "vitest.config.ts"], may: ["npm", "node"] },
];

/** Libraries with one home each. Tests, the benchmark and the browser tests may use them too. */
export const libraryHomes: Readonly<Record<string, readonly string[]>> = {
  "socket.io": ["apps/api/src/live/socket-gateway.ts"],
  "write-excel-file": ["apps/api/src/exports/"],
  "@myriaddreamin/typst-ts-web-compiler": ["apps/api/src/exports/"],
  nodemailer: ["apps/api/src/notices/"],
  "socket.io-client": ["apps/console/src/live/"],
  express: ["apps/api/src/http/", "apps/api/src/ingest/"],
  "better-auth": ["apps/api/src/auth/"],
  "drizzle-orm": ["packages/store/"],
  pg: ["packages/store/"],
  // Jobs that outlive a process: its tables and its rights are made where all others are.
  "pg-boss": ["packages/store/src/queue/"],
  "@aidc/testkit": [],
};

/** The only readers of the environment besides tests, tools and the benchmark. */
export const environmentReaders: readonly string[] = [
  "apps/api/src/config.ts",
  "apps/feeder/src/config.ts",
  "apps/cli/src/config.ts",
  "tools/",
  "infra/",
  "bench/",
  "e2e/",
  "packages/testkit/",
  "vitest.config.ts",
];
