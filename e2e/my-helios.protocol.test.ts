import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { TenantState } from "@aidc/contract";
import { tenantStateSchema, topics } from "@aidc/contract";
import { testData } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openApi } from "./support/api.ts";
import { connected, connectLive, watchWall } from "./support/live-client.ts";
import { signInAsMember } from "./support/people.ts";
import type { Server } from "./support/server.ts";
import { startServer } from "./support/server.ts";

/** Sixteen tenants, each behind its own door: what they see is their own file, and together it is the wall. */

const folder = testData("helios-earth-vc");

describe.skipIf(folder === null)("Helios as 16 tenants (needs shared data helios-earth-vc)", () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
    await server.aidc("replay", "helios", folder ?? "", "--center", "helios", "--speed", "max");
  });
  afterAll(() => server?.close());

  test("each /my shows exactly its own quota, running and idle accelerators; the sums are the operator's", async () => {
    const api = await openApi(server);
    const tenants = await tenantsOfFolder();
    expect(tenants).toHaveLength(16);
    const sums = { quota: 0, running: 0 };
    for (const tenant of tenants) {
      const last = await lastMinute(join(folder ?? "", `${tenant}.csv.gz`));
      const person = await signInAsMember(server, api, { center: "helios", tenant });
      const door = `/centers/helios/tenants/${encodeURIComponent(tenant)}`;
      const { state: seen }: { state: unknown } = Object(await person.get(`${door}/allocation`));
      const state = tenantStateSchema.parse(seen);
      expect(state.tenant.id).toBe(tenant);
      expect(state.contracted.value, tenant).toBe(last.quota);
      expect(state.allocated.value, tenant).toBe(last.running);
      expect(quotaIdle(state), tenant).toBe(last.idle);
      for (const other of tenants)
        if (other !== tenant) expect(JSON.stringify(state)).not.toContain(`"${other}"`);
      sums.quota += last.quota;
      sums.running += last.running;
    }
    const wall = await wallOfOperator(api);
    expect(total(wall.tenants.map(({ leased }) => leased))).toBe(sums.quota);
    expect(total(wall.tenants.map(({ allocated }) => allocated))).toBe(sums.running);
  });

  test("a member's socket opens the own tenant and no other", async () => {
    const api = await openApi(server);
    const [own = "", other = ""] = await tenantsOfFolder();
    const { cookie } = await signInAsMember(server, api, { center: "helios", tenant: own });
    const client = await connected(connectLive(server.url, { cookie }));
    const mine = await client.subscribe(topics.tenant("helios", own));
    expect(mine.ok && tenantStateSchema.parse(mine.snapshot).tenant.id).toBe(own);
    const foreign = await client.subscribe(topics.tenant("helios", other));
    const absent = await client.subscribe(topics.tenant("helios", "nobody"));
    expect(foreign).toEqual({ ok: false, code: "not_found" });
    expect(absent).toEqual(foreign);
    client.close();
  });

  async function wallOfOperator(api: Awaited<ReturnType<typeof openApi>>) {
    const { token } = await api.createWall("helios");
    const client = await connected(connectLive(server.url, { wallToken: token }));
    const wall = (await watchWall(client, topics.wall("helios"))).read();
    client.close();
    return wall;
  }
});

async function tenantsOfFolder(): Promise<string[]> {
  const names = await readdir(folder ?? "");
  return names.filter((name) => /^vc.*\.csv\.gz$/.test(name)).map((name) => basename(name, ".csv.gz"));
}

/** The file calls idle what the quota leaves over; the console knows it as contracted - allocated. */
const quotaIdle = (state: TenantState) =>
  (state.contracted.value ?? Number.NaN) - (state.allocated.value ?? Number.NaN);

const total = (values: readonly (number | null)[]) =>
  values.reduce<number>((sum, value) => sum + (value ?? Number.NaN), 0);

async function lastMinute(file: string): Promise<{ quota: number; running: number; idle: number }> {
  const [head = "", ...lines] = gunzipSync(await readFile(file))
    .toString()
    .trimEnd()
    .split(/\r?\n/);
  const columns = head.split(",");
  const cells = lines.at(-1)?.split(",") ?? [];
  const cell = (name: string) => Number(cells[columns.indexOf(name)]);
  return { quota: cell("total_gpu_num"), running: cell("running_gpu_num"), idle: cell("idle_gpu_num") };
}
