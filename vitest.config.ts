import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";

/**
 * Six kinds of test, told apart by file name. What needs PostgreSQL gets one cluster for the whole run (and one
 * database per file) from the testkit; what is told of a wall within seconds runs last and alone. What needs neither
 * server nor browser keeps nothing in its modules and replaces none: its files share those of their worker, because
 * loading the same ones for each file took three quarters of the time.
 */
const cluster = ["./packages/testkit/src/vitest-global-setup.ts"];
const needsCluster = ["**/*.{db,protocol}.test.ts"];
const serverRooms = ["apps/{api,cli,feeder}", "packages/*", "tools", "bench", "infra", "e2e"];
const byTheClock = ["e2e/{wall,wall-rotation,frozen-wall}.e2e.ts"];
const few = Math.min(2, availableParallelism());

export default defineConfig({
  test: {
    passWithNoTests: true,
    projects: [
      {
        test: {
          name: "unit",
          include: serverRooms.map((room) => `${room}/**/*.test.ts`),
          exclude: [...configDefaults.exclude, ...needsCluster],
          testTimeout: 20_000,
          isolate: false,
          sequence: { groupOrder: 0 },
          maxWorkers: few,
        },
      },
      {
        root: "./apps/console",
        test: {
          name: "console",
          include: ["**/*.test.{ts,tsx}"],
          environment: "happy-dom",
          testTimeout: 20_000,
          isolate: false,
          sequence: { groupOrder: 0 },
          maxWorkers: few,
        },
      },
      {
        test: {
          name: "db",
          include: ["**/*.db.test.ts"],
          globalSetup: cluster,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
          maxWorkers: few,
        },
      },
      {
        test: {
          name: "protocol",
          include: ["**/*.protocol.test.ts"],
          globalSetup: cluster,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
          maxWorkers: few,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["e2e/**/*.e2e.ts"],
          exclude: [...configDefaults.exclude, ...byTheClock],
          globalSetup: cluster,
          testTimeout: 240_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 3 },
          maxWorkers: few,
        },
      },
      {
        test: {
          name: "e2e by the clock",
          include: byTheClock,
          globalSetup: cluster,
          testTimeout: 240_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 4 },
          maxWorkers: 1,
          fileParallelism: false,
        },
      },
    ],
  },
});
