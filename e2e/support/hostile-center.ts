import { randomUUID } from "node:crypto";
import type { CenterDocumentInput } from "@aidc/contract";
import type { Api } from "./api.ts";
import { hostileNames } from "./hostile-names.ts";
import { pushUntilAcknowledged } from "./remote-write.ts";
import type { Server } from "./server.ts";

/** A center in which everything that has a name has a hostile one; tenant `t0` is looked at through its own door. */
export const hostileCenter = "hostile";
export const ownTenant = "t0";
/** Keys have shorter names. */
export const keyNames = hostileNames.map((name) => name.slice(0, 100));
const all = hostileNames.join("\n");
const base = `/centers/${hostileCenter}`;
const ofTenant = `${base}/tenants/${ownTenant}`;
const nameAt = (index: number): string => hostileNames[index % hostileNames.length] ?? "";

/** Name of `t0`: a formula to a spreadsheet, markup to a page. */
export const ownName = '=HYPERLINK("http://x.example","<img src=x data-canary onerror=canary(0)>")';
export const tenantNames = [ownName, ...hostileNames.slice(1)];

export const march = { month: "2024-03", from: "2024-03-01T00:00:00+08:00", to: "2024-04-01T00:00:00+08:00" };
export const april = "2024-04";

const yesterday = new Date(Date.now() - 86_400_000).toISOString();
const leaseOf = (tenant: string, id: string) =>
  ({
    id,
    tenant,
    resource: "accelerators",
    model: "h100-sxm",
    amount: 4,
    from: yesterday,
    to: null,
    terms: "commitment",
  }) as const;
const document: CenterDocumentInput = {
  center: {
    id: hostileCenter,
    name: nameAt(3),
    nameZh: nameAt(6),
    region: nameAt(4),
    note: all.slice(0, 2000),
    timeZone: "Asia/Shanghai",
    itBoundary: "pdu_output",
    retentionDays: null,
    defaultIntervalS: 15,
  },
  halls: [{ id: "h", name: nameAt(0) }],
  rows: [{ id: "r", hall: "h", name: nameAt(1) }],
  racks: hostileNames.map((name, at) => ({
    id: `k${at}`,
    row: "r",
    name,
    position: at + 1,
    powerLimitW: 10_000,
  })),
  servers: hostileNames.map((name, at) => ({
    id: `s${at}`,
    rack: `k${at}`,
    name,
    hostname: name,
    positionU: 1,
    accelerators: { model: "h100-sxm", count: 8 },
  })),
  meters: hostileNames.map((name, at) => ({ id: `m${at}`, name, role: "grid_import" })),
  tenants: tenantNames.map((name, at) => ({ id: `t${at}`, name, nameZh: nameAt(at + 1) })),
  leases: [
    { ...leaseOf(ownTenant, "settled"), from: march.from, to: "2024-05-01T00:00:00+08:00" },
    ...tenantNames.map((_, at) => leaseOf(`t${at}`, `lease-t${at}`)),
  ],
  assignments: tenantNames.map((_, at) => ({
    lease: `lease-t${at}`,
    rack: `k${at}`,
    from: yesterday,
    to: null,
  })),
};

export async function plantHostileCenter(server: Server, api: Api): Promise<void> {
  await api.importCenter(document);
  await api.call("POST", `${base}/prices`, { draft: prices });
  await api.call("POST", `${ofTenant}/prices`, { draft: prices });
  await eachName(async (name, at) => {
    await api.call("PUT", `${ofTenant}/teams/team${at}`, { name });
    await api.call("POST", `${ofTenant}/keys`, { name: keyNames[at] });
    const member = { email: `person${at}@example.org`, name, role: "tenant_member", team: `team${at}` };
    await api.call("PUT", `${ofTenant}/members`, member);
  });
  await api.call("POST", `${base}/jobs`, { jobs });
  await api.call("POST", `${ofTenant}/requests`, { wish, note: all.slice(0, 2000) });
  const draft = { kind: "incident", title: nameAt(3), text: all, from: new Date().toISOString() };
  await api.call("PUT", `${base}/service-events/${randomUUID()}`, { draft });
  await pushHostileSeries(server, api);
  await settleMonths(api);
}

/** Two at a time: a request is told to come again where a busy machine has no connection for it in time. */
async function eachName(work: (name: string, at: number) => Promise<void>): Promise<void> {
  const waiting = [...hostileNames.entries()];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: 2 }, worker));
}

/** Each source is named by one name and pushes three series that carry it: a rack, a tenant, and one nobody knows. */
async function pushHostileSeries(server: Server, api: Api): Promise<void> {
  const nowMs = Date.now();
  await eachName(async (name, at) => {
    const { key } = await api.createKey(hostileCenter, keyNames[at] ?? "");
    const samples = [2, 1, 0].map((back) => [nowMs - back * 15_000, 4 + at] as const);
    await pushUntilAcknowledged({ url: server.url, key }, [
      { labels: { __name__: "aidc_rack_power_watts", rack: `k${at}`, note: name }, samples },
      { labels: { __name__: "aidc_tenant_accelerators_allocated", tenant: `t${at}`, note: name }, samples },
      { labels: { __name__: "nobody_knows", rack: name, note: name }, samples },
    ]);
  });
}

/** March is settled and then cut short by hand, so that April takes money back: a negative number in the files. */
async function settleMonths(api: Api): Promise<void> {
  await api.call("POST", `${base}/ledger/meter`, { from: march.from, to: march.to });
  await api.call("POST", `${ofTenant}/statements/${march.month}`, {});
  const at = "2024-03-11T00:00:00+08:00";
  await api.call("POST", `${base}/leases/settled/end`, { at });
  await api.call("POST", `${base}/ledger/meter`, { from: march.from, to: "2024-05-01T00:00:00+08:00" });
}

const prices = {
  effectiveFrom: march.from,
  currency: "CNY",
  note: all.slice(0, 2000),
  rules: [
    { id: "leased", unit: "card_hour", basis: "leased", unitPrice: "6.00", note: nameAt(0) },
    { id: "used", unit: "card_hour", basis: "allocated", unitPrice: "7.00", note: nameAt(4) },
  ],
};
const jobStartMs = Date.now() - 3_600_000;
const jobs = hostileNames.map((name, at) => ({
  id: `job${at}`,
  tenant: ownTenant,
  member: name,
  team: `team${at}`,
  name,
  accelerators: 1,
  from: new Date(jobStartMs).toISOString(),
  to: new Date(jobStartMs + 1_800_000).toISOString(),
}));
const wish = {
  kind: "new",
  resource: "accelerators",
  model: "h100-sxm",
  amount: 1,
  from: new Date(jobStartMs + 86_400_000).toISOString(),
  to: null,
};
