import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";
import type { TestSpecification } from "vitest/node";
import { BaseSequencer } from "vitest/node";

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

/** How long a test may wait: it bounds what hangs, and is no rule of the product. A busy machine takes ten times as long. */
const patience = { expect: { poll: { timeout: 30_000, interval: 20 } }, testTimeout: 60_000 };
const serverPatience = { ...patience, testTimeout: 480_000, hookTimeout: 480_000 };

/** What takes longest, by what it took, so that no worker ends a kind with one of these while the other has nothing left. */
const longest = [
  ...["http/fuzz-writing.db", "isolation/isolation.db", "http/fuzz-reading.db"].map(
    (it) => `apps/api/src/${it}`,
  ),
  ...["crash", "replay-harvard", "report-replays", "live"].map((it) => `e2e/${it}.protocol`),
  ...["browser-attack", "hostile-names", "axe", "wall-legibility"].map((it) => `e2e/${it}.e2e`),
];

/** In a fresh clone vitest knows no times and starts with the largest file: the slowest ones may be the smallest. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification) => {
      const rank = longest.findIndex((it) => moduleId.includes(`${it}.`));
      return rank === -1 ? longest.length : rank;
    };
    const groupOf = ({ project }: TestSpecification) => project.config.sequence.groupOrder;
    return (await super.sort(files)).sort((a, b) => groupOf(a) - groupOf(b) || rankOf(a) - rankOf(b));
  }
}

export default defineConfig({
  test: {
    passWithNoTests: true,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: "unit",
          include: serverRooms.map((room) => `${room}/**/*.test.ts`),
          exclude: [...configDefaults.exclude, ...needsCluster],
          ...patience,
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
          setupFiles: `${import.meta.dirname}/apps/console/src/clean-document.test-setup.ts`,
          ...patience,
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
          ...serverPatience,
          sequence: { groupOrder: 1 },
          maxWorkers: few,
        },
      },
      {
        test: {
          name: "protocol",
          include: ["**/*.protocol.test.ts"],
          globalSetup: cluster,
          ...serverPatience,
          sequence: { groupOrder: 1 },
          maxWorkers: few,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["e2e/**/*.e2e.ts"],
          exclude: [...configDefaults.exclude, ...byTheClock],
          globalSetup: cluster,
          ...serverPatience,
          sequence: { groupOrder: 1 },
          maxWorkers: few,
        },
      },
      {
        test: {
          name: "e2e by the clock",
          include: byTheClock,
          globalSetup: cluster,
          ...serverPatience,
          sequence: { groupOrder: 2 },
          maxWorkers: 1,
          fileParallelism: false,
        },
      },
    ],
  },
});
