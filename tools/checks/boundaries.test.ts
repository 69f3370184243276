import { describe, expect, it } from "vitest";
import { checkBoundaries } from "./boundaries.ts";
import { describeFault } from "./source-files.ts";

const faultsOf = (files: Record<string, string>) =>
  checkBoundaries(Object.entries(files).map(([path, text]) => ({ path, text }))).map(describeFault);

/** Each line of the import table, broken once. */
const breaches: [name: string, path: string, text: string][] = [
  ["contract imports domain", "packages/contract/src/a.ts", 'import type { A } from "@aidc/domain";'],
  ["domain imports Node", "packages/domain/src/a.ts", 'import { readFileSync } from "node:fs";'],
  ["domain imports a package", "packages/domain/src/a.ts", 'import { z } from "zod";'],
  ["domain parses", "packages/domain/src/a.ts", 'import { figureSchema } from "@aidc/contract";'],
  ["domain imports the store", "packages/domain/src/a.ts", 'import type { S } from "@aidc/store";'],
  ["domain reads the clock", "packages/domain/src/a.ts", "export const at = () => Date.now();"],
  ["domain makes a date of now", "packages/domain/src/a.ts", "export const at = () => new Date();"],
  ["domain throws dice", "packages/domain/src/a.ts", "export const dice = () => Math.random();"],
  ["domain reads the environment", "packages/domain/src/a.ts", "export const home = process.env.HOME;"],
  ["simulator imports domain", "packages/simulator/src/a.ts", 'import { pue } from "@aidc/domain";'],
  ["store imports express", "packages/store/src/a.ts", 'import express from "express";'],
  ["use case imports express", "apps/api/src/usecases/a.ts", 'import type { Request } from "express";'],
  ["use case imports a store value", "apps/api/src/usecases/a.ts", 'import { migrate } from "@aidc/store";'],
  ["use case imports drizzle", "apps/api/src/usecases/a.ts", 'import { eq } from "drizzle-orm";'],
  ["hub imports socket.io", "apps/api/src/live/hub.ts", 'import { Server } from "socket.io";'],
  ["http imports socket.io", "apps/api/src/http/a.ts", 'import { Server } from "socket.io";'],
  ["gateway imports express", "apps/api/src/live/socket-gateway.ts", 'import express from "express";'],
  ["job imports express", "apps/api/src/jobs/a.ts", 'import express from "express";'],
  ["main imports pg", "apps/api/src/main.ts", 'import pg from "pg";'],
  ["environment outside config", "apps/api/src/http/a.ts", "export const p = process.env.PORT;"],
  ["environment by import", "apps/api/src/http/a.ts", 'import { env } from "node:process"; env.PORT;'],
  ["feature imports feature", "apps/console/src/features/wall/a.tsx", 'import { B } from "../ops/B.tsx";'],
  [
    "feature imports it by alias",
    "apps/console/src/features/wall/a.tsx",
    'import { B } from "@/features/ops/B.tsx";',
  ],
  [
    "feature opens a socket",
    "apps/console/src/features/wall/a.tsx",
    'import { io } from "socket.io-client";',
  ],
  ["ui asks the server", "apps/console/src/ui/a.tsx", 'import { useQuery } from "@tanstack/react-query";'],
  ["ui imports a feature", "apps/console/src/ui/a.tsx", 'import { B } from "../features/wall/B.tsx";'],
  ["console imports the store", "apps/console/src/api/a.ts", 'import type { S } from "@aidc/store";'],
  ["production imports the testkit", "apps/api/src/main.ts", 'import { clock } from "@aidc/testkit";'],
  ["production imports a fixture", "apps/api/src/main.ts", 'import { f } from "./live/hub.fixture.ts";'],
  ["a deep import", "apps/cli/src/a.ts", 'import { play } from "@aidc/feeder/src/play.ts";'],
  ["another workspace by path", "apps/cli/src/a.ts", 'import { play } from "../../feeder/src/play.ts";'],
  ["a dynamic import", "packages/domain/src/a.ts", 'export const fs = () => import("node:fs");'],
  ["a re-export", "packages/domain/src/a.ts", 'export { z } from "zod";'],
  ["a junk drawer", "packages/domain/src/utils/a.ts", "export const a = 1;"],
  ["a second barrel", "packages/domain/src/energy/index.ts", "export const a = 1;"],
  ["a file in no room", "packages/surprise/src/a.ts", 'import { z } from "zod";'],
];

/** What the table allows, so that the check cannot pass by refusing everything. */
const allowed: [name: string, path: string, text: string][] = [
  ["contract imports zod", "packages/contract/src/a.ts", 'import { z } from "zod";'],
  ["domain imports types", "packages/domain/src/a.ts", 'import type { Figure } from "@aidc/contract";'],
  ["domain imports a table", "packages/domain/src/a.ts", 'import { quantities } from "@aidc/contract";'],
  [
    "domain makes a date of a number",
    "packages/domain/src/a.ts",
    "export const at = (ms: number) => new Date(ms);",
  ],
  ["use case imports store types", "apps/api/src/usecases/a.ts", 'import type { S } from "@aidc/store";'],
  [
    "use case catches a store failure",
    "apps/api/src/usecases/a.ts",
    'import { StoreUnavailable } from "@aidc/store";',
  ],
  ["gateway imports socket.io", "apps/api/src/live/socket-gateway.ts", 'import { Server } from "socket.io";'],
  ["config reads the environment", "apps/api/src/config.ts", "export const p = process.env.PORT;"],
  ["a test uses the testkit", "packages/store/src/a.db.test.ts", 'import { builder } from "@aidc/testkit";'],
  ["a feature uses ui", "apps/console/src/features/wall/a.tsx", 'import { B } from "../../ui/B.tsx";'],
  ["a feature uses itself", "apps/console/src/features/wall/a.tsx", 'import { B } from "./parts/B.tsx";'],
];

describe("import table", () => {
  it.each(breaches)("catches: %s", (_, path, text) => {
    expect(faultsOf({ [path]: text })).toHaveLength(1);
  });

  it.each(allowed)("allows: %s", (_, path, text) => {
    expect(faultsOf({ [path]: text })).toEqual([]);
  });

  it("catches a circle of values and lets a circle of types pass", () => {
    const circle = (keyword: string) => ({
      "packages/domain/src/a.ts": `${keyword} { b } from "./b.ts"; export const a = 1;`,
      "packages/domain/src/b.ts": `${keyword} { a } from "./a.ts"; export const b = 2;`,
    });
    expect(faultsOf(circle("import"))).toHaveLength(1);
    expect(faultsOf(circle("import type"))).toEqual([]);
  });
});
