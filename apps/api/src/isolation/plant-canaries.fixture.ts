import { createHash } from "node:crypto";
import type { NamedIds } from "../http/endpoint-requests.fixture.ts";
import type { TestServer } from "../test-server.fixture.ts";
import type { TenantOf } from "./canaries.fixture.ts";
import { canaryNumber, canaryText, tenantsInTest } from "./canaries.fixture.ts";

type Planted = Pick<NamedIds, "lease" | "request" | "person" | "key" | "team" | "event" | "line" | "month">;
export type PlantedIds = Readonly<Record<string, Readonly<Record<string, Planted>>>>;

/** A month with an issued statement. */
const month = "2026-03";
const done = new WeakMap<TestServer, Promise<PlantedIds>>();

/** Gives every tenant of something of everything, through the public door, with its canary in it. Once per server. */
export function plantCanaries(server: TestServer): Promise<PlantedIds> {
  const planting = done.get(server) ?? plantAll(server);
  done.set(server, planting);
  return planting;
}

async function plantAll(server: TestServer): Promise<PlantedIds> {
  const planted: Record<string, Record<string, Planted>> = { north: {}, south: {} };
  for (const center of ["north", "south"]) await publishPrices(server, center);
  for (const of of tenantsInTest) {
    const ids = await plant(server, of);
    planted[of.center] = { ...planted[of.center], [of.tenant]: ids };
  }
  return planted;
}

async function publishPrices(server: TestServer, center: string): Promise<void> {
  const rules = [
    { id: "leased", unit: "card_hour", basis: "leased", unitPrice: "2" },
    { id: "used", unit: "card_hour", basis: "allocated", unitPrice: "3" },
  ];
  const draft = { effectiveFrom: "2026-01-01T00:00:00Z", currency: "CNY", rules };
  await ask(server, "POST", `/api/centers/${center}/prices`, { draft });
}

async function plant(server: TestServer, of: TenantOf): Promise<Planted> {
  const text = canaryText(of);
  const base = `/api/centers/${of.center}/tenants/${of.tenant}`;
  const lease = `${of.tenant}-${text}`;
  const member = await ask(server, "PUT", `${base}/members`, {
    email: `${text}@example.org`,
    name: text,
    role: "tenant_admin",
  });
  await ask(server, "PUT", `${base}/teams/${text}`, { name: text });
  const key = await ask(server, "POST", `${base}/keys`, { name: text });
  const request = await ask(server, "POST", `${base}/requests`, {
    wish: { kind: "resize", lease, amount: canaryNumber(of) + 1, from: "2026-12-01T00:00:00Z" },
    note: text,
  });
  const rules = [{ id: text, unit: "card_hour", basis: "allocated", unitPrice: "7", note: text }];
  await ask(server, "POST", `${base}/prices`, {
    draft: { effectiveFrom: "2026-01-01T00:00:00Z", currency: "CNY", rules },
  });
  const event = uuidOf(text);
  await ask(server, "PUT", `/api/centers/${of.center}/service-events/${event}`, {
    draft: { kind: "incident", title: text, text, from: "2026-05-01T00:00:00Z", tenants: [of.tenant] },
  });
  await ask(server, "POST", `/api/centers/${of.center}/jobs`, { jobs: [jobOf(of)] });
  const statement = await ask(server, "POST", `${base}/statements/${month}`, {});
  await ask(server, "POST", `${base}/calendar`, {});
  const lines = Array.isArray(statement.lines) ? statement.lines : [];
  return {
    lease,
    request: String(request.id),
    person: String(Object(member.member).person),
    key: String(key.id),
    team: text,
    event,
    line: String(Object(lines[0]).id),
    month,
  };
}

function jobOf(of: TenantOf) {
  const text = canaryText(of);
  const window = { from: "2026-05-01T00:00:00Z", to: "2026-05-01T10:00:00Z" };
  return { id: text, tenant: of.tenant, member: text, team: text, name: text, accelerators: 3, ...window };
}

function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

async function ask(server: TestServer, method: string, path: string, body: unknown) {
  const { admin } = server.credentials;
  const answer = await server.call(path, { method, headers: admin, body });
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  const { json } = answer;
  return typeof json === "object" && json !== null ? Object.fromEntries(Object.entries(json)) : {};
}
