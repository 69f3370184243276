import { eventually } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { NamedIds } from "../http/endpoint-requests.fixture.ts";
import { endpointsWithoutRequest, requestOf } from "../http/endpoint-requests.fixture.ts";
import type { EndpointFacts } from "../http/openapi.ts";
import { listEndpoints } from "../http/openapi.ts";
import type { TestServer } from "../test-server.fixture.ts";
import { startTestServer } from "../test-server.fixture.ts";
import type { ActorInTest } from "./actors.fixture.ts";
import { createActors, home } from "./actors.fixture.ts";
import type { TenantOf } from "./canaries.fixture.ts";
import { canaryCenter, canaryText, foreignCanaries, sameTenant } from "./canaries.fixture.ts";
import { plantCanaries } from "./plant-canaries.fixture.ts";

const endpoints = listEndpoints();
const absent: TenantOf = { center: "north", tenant: "nobody" };
/** Own first: what it may do there is done before anybody tries elsewhere. */
const targets: readonly TenantOf[] = [
  home,
  { center: "north", tenant: "t2" },
  { center: "south", tenant: "t1" },
  absent,
  { center: "nowhere", tenant: "t1" },
];

let server: TestServer;
let actors: ActorInTest[];
beforeAll(async () => {
  server = await startTestServer();
  for (const center of ["north", "south"]) {
    const body = canaryCenter(center);
    await server.call("/api/centers/import", { method: "POST", headers: server.credentials.admin, body });
  }
  await plantCanaries(server);
  actors = await createActors(server);
  // A center is judged by the first tick after it is there.
  for (const center of ["north", "south"])
    await eventually(async () => {
      const headers = server.credentials.admin;
      expect((await server.call(`/api/centers/${center}/alarms`, { headers })).status).toBe(200);
    });
});
afterAll(() => server.close());

/** Ids that exist nowhere, so that nobody who is allowed destroys what the next one needs. */
function idsOf(of: TenantOf): NamedIds {
  const absentId = crypto.randomUUID();
  return {
    ...of,
    rack: "k9",
    lease: "l9",
    request: absentId,
    person: "p9",
    email: "nobody@example.org",
    team: "team9",
    key: absentId,
    wall: absentId,
    event: absentId,
    line: "9",
    month: "2026-04",
    token: "aidc_sig_aaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
  };
}

const namesTenant = ({ name, path }: EndpointFacts) =>
  path.includes("{tenant}") || /^centers\.(figures|explain)$|^leasing\.createLease$/.test(name);
const namesCenter = ({ path }: EndpointFacts) => path.includes("{center}");

function mayCall(actor: ActorInTest, endpoint: EndpointFacts, target: TenantOf): boolean {
  if (actor.readsOnly && endpoint.method !== "GET") return false;
  switch (actor.reach[endpoint.access]) {
    case "any":
      return true;
    case "never":
      return false;
    case "own":
      return namesTenant(endpoint) && sameTenant(target, home);
    case "center":
      return !namesCenter(endpoint) || target.center === home.center;
    case "whole":
      return !namesTenant(endpoint);
  }
}

async function send(actor: ActorInTest, endpoint: EndpointFacts, ids: NamedIds) {
  const { method, path, body } = requestOf(endpoint, ids);
  const answer = await server.call(path, { method, headers: actor.headers, body });
  const headers = [...answer.headers].filter(
    ([name]) => !/^(date|x-request-id|retry-after|content-length)$/.test(name),
  );
  return { status: answer.status, text: answer.text, sent: `${answer.text}\n${JSON.stringify(headers)}` };
}

/** What is left of an answer when the request's own number and the ids it named are taken out. */
const shape = (text: string, ids: NamedIds) =>
  Object.values(ids)
    .toSorted((a, b) => b.length - a.length)
    .reduce((shaped, id) => shaped.replaceAll(id, "ID"), text)
    .replace(/"requestId":"[^"]*"/, "");

it("knows a good request of every endpoint", () => {
  expect(endpointsWithoutRequest(endpoints)).toEqual([]);
});

describe.each(endpoints)("$name", (endpoint) => {
  it("answers each actor as its access says, about its own and about everybody else's", async () => {
    // Signing out is tried by those alone who have nothing to lose by it.
    const asking = actors.filter(({ headers }) => endpoint.name !== "access.signOut" || !headers.cookie);
    const faults: string[] = [];
    const waiting = asking.values();
    const worker = async () => {
      for (const actor of waiting) faults.push(...(await walk(actor, endpoint)));
    };
    await Promise.all([worker(), worker(), worker()]);
    expect(faults.slice(0, 8)).toEqual([]);
  });
});

/** Everything an actor may not be told, and everything it may, asked of one endpoint. */
async function walk(actor: ActorInTest, endpoint: EndpointFacts): Promise<string[]> {
  const faults: string[] = [];
  const refusals = new Set<string>();
  for (const target of targets) {
    const ids = idsOf(target);
    const { status, text, sent } = await send(actor, endpoint, ids);
    const say = (fault: string) =>
      faults.push(`${actor.name} on ${target.center}/${target.tenant}: ${fault}`);
    const allowed = mayCall(actor, endpoint, target);
    // A wrong secret, shown too often, is not looked at any more.
    const blocked = status === 429 && (actor.wrongSecret === true || endpoint.name === "access.signIn");
    const refused = status === 401 || status === 403 || blocked;
    if (status >= 500) say(`status ${status} ${text.slice(0, 200)}`);
    if (allowed && refused && !blocked && endpoint.name !== "access.signIn")
      say(`refused with ${status} ${text.slice(0, 200)}`);
    if (!allowed && !refused) say(`let through with ${status} ${text.slice(0, 200)}`);
    if (!allowed && !blocked && !sameTenant(target, home)) refusals.add(`${status} ${shape(text, ids)}`);
    for (const canary of foreignCanaries(sent, actor.sees)) say(`was sent ${canary}`);
  }
  if (refusals.size > 1) faults.push(`${actor.name}: refusals differ: ${[...refusals].join(" | ")}`);
  return faults;
}

describe("ids of a neighbour, named inside the own tenant", () => {
  const inside = endpoints.filter(
    ({ path }) => /\{tenant\}.*\{(?!month)\w+\}/.test(path) || path.includes("{lease}"),
  );
  it.each(inside)("$name: a foreign one and an absent one answer alike", async (endpoint) => {
    const admin = actors.find(({ name }) => name === "tenant admin");
    if (!admin) throw new Error("there is no tenant admin");
    const planted = await plantCanaries(server);
    // A month is nobody's secret: both ask for the one that has a statement.
    const absentIds = { ...idsOf(home), month: planted.north?.t2?.month ?? "" };
    const foreignIds = { ...absentIds, ...planted.north?.t2 };
    const [known, unknown] = [
      await send(admin, endpoint, foreignIds),
      await send(admin, endpoint, absentIds),
    ];
    expect(known.status).toBe(unknown.status);
    expect(shape(known.text, foreignIds)).toBe(shape(unknown.text, absentIds));
    expect(
      foreignCanaries(known.sent.replaceAll(canaryText({ center: "north", tenant: "t2" }), ""), admin.sees),
    ).toEqual([]);
  });
});
