import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { commands, runCli } from "./run.ts";

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly authorization: string;
  readonly body: string;
}
type Answer = { readonly status: number; readonly body: unknown };

let dataDir = "";
let server: Server | null = null;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "aidc-cli-"));
});
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  server = null;
  await rm(dataDir, { recursive: true });
});

async function run(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = {
    stdout: (text: string) => void out.push(text),
    stderr: (text: string) => void err.push(text),
    isTerminal: false,
  };
  const code = await runCli(args, { dataDir, workDir: dataDir }, terminal);
  return { code, out: out.join(""), err: err.join("") };
}

/** Stands where the server would: writes its two files and answers as the contract says. */
async function serve(answer: (seen: Seen) => Answer): Promise<Seen[]> {
  const seen: Seen[] = [];
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      const one = {
        method: request.method ?? "",
        path: request.url ?? "",
        authorization: request.headers.authorization ?? "",
        body,
      };
      seen.push(one);
      const reply = answer(one);
      response
        .writeHead(reply.status, { "Content-Type": "application/json" })
        .end(JSON.stringify(reply.body));
    });
  });
  const listening = server;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const address = listening.address();
  const port = typeof address === "object" ? address?.port : 0;
  await writeFile(
    join(dataDir, "server.json"),
    JSON.stringify({ url: `http://127.0.0.1:${port}`, pid: 1, startedAt: "" }),
  );
  await writeFile(join(dataDir, "admin-secret"), "s3cret\n");
  return seen;
}

const minimal = "center: { id: c1, name: One, timeZone: UTC }\n";
const lines = (text: string) => text.trimEnd().split("\n");

describe("wrong use is 2 and one line", () => {
  test.each([
    [[], "no command given"],
    [["fly"], "aidc fly: no such command"],
    [["center"], "center import, center export, center list"],
    [["center", "import"], "usage: aidc center import FILE"],
    [["center", "list", "--loud"], "Unknown option '--loud'"],
    [["key", "create", "--center", "c1"], "--name is missing"],
    [
      ["figures", "--center", "c1", "--from", "2024-05-17", "--to", "2024-05-18T00:00:00Z"],
      "--from 2024-05-17 is not an instant",
    ],
    [
      ["figures", "--center", "c1", "--from", "2024-02-31T00:00:00Z", "--to", "2024-05-18T00:00:00Z"],
      "--from 2024-02-31T00:00:00Z is not an instant",
    ],
    [["figures", "--center", "c1", "--from", "1715960307", "--to", "1715960308"], "epoch milliseconds"],
    [["user", "create", "--email", "a@b.org"], "--name is missing"],
    [["user", "create", "--email", "a@b.org", "--name", "A", "--role", "king"], "--role king is none of"],
    [["user", "create", "--email", "a@b.org", "--name", "A", "--tenant", "t1"], "needs both --center and"],
    [
      ["replay", "tape", "folder", "--center", "c1"],
      "tape is no recording; there is: mlperf-power, helios, harvard-ipmi",
    ],
    [
      ["replay", "helios", "folder", "--center", "c1", "--speed", "fast"],
      "neither a positive number nor max",
    ],
  ])("%j", async (args, words) => {
    const { code, out, err } = await run(...args);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(lines(err)).toHaveLength(1);
    expect(err).toContain(words);
  });
});

describe("failure is 1 and one line", () => {
  test("no server on this data directory", async () => {
    const { code, err } = await run("center", "list", "--json");
    expect(code).toBe(1);
    expect(err).toMatch(/^no server is running on .*npm start/);
  });

  test("a server that has died", async () => {
    await writeFile(join(dataDir, "server.json"), '{"url":"http://127.0.0.1:1"}');
    await writeFile(join(dataDir, "admin-secret"), "s");
    const { code, err } = await run("center", "list");
    expect([code, err]).toEqual([1, "no server answers at http://127.0.0.1:1\n"]);
  });

  test("what the server refuses is told with its faults and the request id", async () => {
    const issues = [{ path: "racks.3.row", message: "names no row" }];
    await serve(() => ({
      status: 400,
      body: { code: "bad_request", message: "The document has 1 fault.", requestId: "r-7", data: { issues } },
    }));
    await writeFile(join(dataDir, "center.yaml"), minimal);
    const { code, err } = await run("center", "import", "center.yaml");
    expect([code, err]).toEqual([1, "The document has 1 fault; racks.3.row: names no row; request r-7\n"]);
  });

  test("a fault that the message tells is not told twice", async () => {
    const issues = [{ path: "to", message: "must be later than from" }];
    const message = "to: must be later than from";
    await serve(() => ({
      status: 400,
      body: { code: "bad_request", message, requestId: "r-8", data: { issues } },
    }));
    const { code, err } = await run("center", "list");
    expect([code, err]).toEqual([1, "to: must be later than from; request r-8\n"]);
  });

  test("a demo center that is not there has nothing to wipe", async () => {
    await serve(() => ({ status: 200, body: [] }));
    const { code, out, err } = await run("demo", "wipe");
    expect([code, out, err]).toEqual([1, "", "there is no demo center here; nothing to wipe\n"]);
  });

  test.each([
    [`${minimal}rakcs: []`, '(whole file): has unknown field "rakcs"'],
    ["center: { id: c1, timeZone: UTC }", "center.name: is missing; expected string"],
    ["racks: [", "is neither YAML nor JSON"],
    ["center: { id: NOT OK, name: One, timeZone: UTC }", "center.id: is not a center id"],
    ["", "is not a center document"],
  ])("a file that cannot be imported: %s", async (text, words) => {
    await writeFile(join(dataDir, "center.yaml"), text);
    const { code, err } = await run("center", "import", "center.yaml");
    expect(code).toBe(1);
    expect(err).toContain(words);
    expect(lines(err)).toHaveLength(1);
  });

  test.each([
    [
      ["replay", "helios", "no-folder", "--center", "c1"],
      "no-folder does not exist; give the folder that holds",
    ],
    [["replay", "helios", "a-file", "--center", "c1"], "a-file is a file, not a folder"],
    [["audit", "verify", "no-file"], "no-file is no file; give one that"],
    [["audit", "verify", "a-file"], "a-file is no exported audit log"],
    [["tariff", "publish", "no-file", "--center", "c1"], "no-file cannot be read"],
    [["tariff", "publish", "a-file", "--center", "c1"], "a-file is not a tariff"],
    [["import", "bills", "no-file", "--center", "c1"], "no-file cannot be read"],
    [["correction", "record", "a-file", "--center", "c1"], "a-file is not a correction"],
    [["scenario", "publish", "a-file", "--center", "c1"], "a-file is not a scenario"],
    [["plan", "publish", "a-file", "--center", "c1"], "a-file is not a plan"],
  ])("%j names the path and the way out", async (args, words) => {
    await serve(() => ({ status: 200, body: [] }));
    await writeFile(join(dataDir, "a-file"), "hello\n");
    const { code, out, err } = await run(...args);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(words);
    expect(lines(err)).toHaveLength(1);
  });

  test("an answer that breaks the contract is not passed on", async () => {
    await serve(() => ({ status: 200, body: [{ id: "c1" }] }));
    const { code, out } = await run("center", "list", "--json");
    expect([code, out]).toEqual([1, ""]);
  });
});

describe("what works is 0", () => {
  test("a file is imported as the admin, YAML or JSON", async () => {
    const summary = { center: "c1", created: 1, changed: 0, unchanged: 0, seriesBound: 0 };
    const seen = await serve(() => ({ status: 200, body: summary }));
    await writeFile(join(dataDir, "center.yaml"), minimal);
    await writeFile(
      join(dataDir, "center.json"),
      JSON.stringify({ center: { id: "c1", name: "One", timeZone: "UTC" } }),
    );
    for (const file of ["center.yaml", "center.json"]) {
      const { code, out } = await run("center", "import", file);
      expect([code, JSON.parse(out)]).toEqual([0, summary]);
    }
    expect(seen).toHaveLength(2);
    expect(seen[0]).toMatchObject({
      method: "POST",
      path: "/api/centers/import",
      authorization: "Bearer s3cret",
    });
    expect(seen[0]?.body).toBe(seen[1]?.body);
  });

  test("centers as an array with id, name and timeZone", async () => {
    const center = { id: "c1", name: "One", timeZone: "UTC" };
    await serve(() => ({ status: 200, body: [center] }));
    const { code, out } = await run("center", "list", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([center]);
  });

  test("figures are asked for with their window and names, from ISO times or epoch milliseconds", async () => {
    const figure = {
      name: "it_energy",
      value: null,
      reason: "no_data",
      unit: "kWh",
      from: "2024-05-17T15:38:27.185Z",
      to: "2024-05-17T16:35:19.000Z",
      coverage: 0,
      status: "provisional",
      grade: "metered",
      method: { id: "m", version: 1 },
      inputs: [],
    };
    const seen = await serve(() => ({ status: 200, body: { it_energy: figure } }));
    const { code, out } = await run(
      "figures",
      "--center",
      "c1",
      "--from",
      "1715960307185",
      "--to",
      "2024-05-18T00:35:19+08:00",
      "--names",
      "it_energy",
      "--json",
    );
    expect(code).toBe(0);
    expect(JSON.parse(out).it_energy.value).toBeNull();
    const url = new URL(seen[0]?.path ?? "", "http://x");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      from: "2024-05-17T15:38:27.185Z",
      to: "2024-05-17T16:35:19.000Z",
      names: "it_energy",
    });
  });

  test("the key alone goes to stdout", async () => {
    const body = {
      id: "6f1c2b1e-51f5-4c59-9b93-0b8a2f6f0d11",
      name: "n",
      key: "aidc_ing_x",
      remoteWriteUrl: "http://h/api/v1/write",
      prometheusBlock: "",
    };
    await serve(() => ({ status: 201, body }));
    const { code, out, err } = await run("key", "create", "--center", "c1", "--name", "n");
    expect([code, out]).toEqual([0, "aidc_ing_x\n"]);
    expect(err).not.toContain("aidc_ing_x");
  });

  test("a person is made with a role and a place, and only the link goes to stdout", async () => {
    const url = "http://h/sign-in?token=aidc_sig_x&set=password";
    const seen = await serve(({ method }) => ({
      status: method === "POST" ? 201 : 200,
      body: { url: method === "POST" ? url : null },
    }));
    const who = ["user", "create", "--email", "a@b.org", "--name", "A"];
    const place = ["--center", "c1", "--tenant", "t1", "--member-role", "tenant_admin"];
    const both = await run(...who, "--role", "operator", ...place);
    expect([both.code, both.out]).toEqual([0, `${url}\n`]);
    expect(both.err).not.toContain("aidc_sig_x");
    expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /api/people",
      "PUT /api/centers/c1/tenants/t1/members",
    ]);
    expect(JSON.parse(seen[1]?.body ?? "")).toEqual({ email: "a@b.org", name: "A", role: "tenant_admin" });
    const known = await run(...who, ...place, "--json");
    expect([known.code, JSON.parse(known.out)]).toEqual([0, { email: "a@b.org", url: null }]);
    expect(seen).toHaveLength(3);
  });

  test("a person is reset by the address", async () => {
    const person = {
      id: "p1",
      email: "a@b.org",
      name: "A",
      staffRole: null,
      memberships: [],
      twoFactor: false,
      createdAt: "2026-05-01T00:00:00Z",
      lastSignInAt: null,
      disabledAt: null,
    };
    const seen = await serve(({ method }) =>
      method === "GET"
        ? { status: 200, body: [person] }
        : { status: 201, body: { person, url: "http://h/l" } },
    );
    expect(await run("user", "reset", "--email", "A@b.org")).toMatchObject({ code: 0, out: "http://h/l\n" });
    expect(seen[1]).toMatchObject({ method: "POST", path: "/api/people/p1/reset" });
    expect(await run("user", "reset", "--email", "x@b.org")).toMatchObject({ code: 1, out: "" });
  });

  test("wiping the demo says how many rows are left", async () => {
    const demo = { id: "demo", name: "Demo", timeZone: "UTC" };
    const seen = await serve(({ method }) => ({
      status: 200,
      body: method === "GET" ? [demo] : { center: "demo", rowsLeft: 0 },
    }));
    const { code, out } = await run("demo", "wipe");
    expect([code, JSON.parse(out)]).toEqual([0, { center: "demo", rowsLeft: 0 }]);
    expect(seen[1]).toMatchObject({ method: "DELETE", path: "/api/centers/demo" });
  });

  test("a self-test that finds a fault fails", async () => {
    await serve(() => ({ status: 200, body: { checks: [{ name: "fsync", ok: false, detail: "off" }] } }));
    const { code, out, err } = await run("doctor");
    expect([code, out, err]).toEqual([1, "FAIL  fsync: off\n", "failed: fsync\n"]);
  });

  test.each([[["--help"]], [["center", "import", "--help"]]])("%j lists every command", async (args) => {
    const { code, out } = await run(...args);
    expect(code).toBe(0);
    for (const command of commands) expect(out).toContain(`aidc ${command.name}`);
    expect(out).toContain("(mlperf-power, helios, harvard-ipmi)");
  });
});
