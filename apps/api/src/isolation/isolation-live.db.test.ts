import { protocolVersion, topicKinds, topics } from "@aidc/contract";
import type { Socket } from "socket.io-client";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import type { TestServer } from "../test-server.fixture.ts";
import { startTestServer } from "../test-server.fixture.ts";
import type { ActorInTest } from "./actors.fixture.ts";
import { createActors, home } from "./actors.fixture.ts";
import type { TenantOf } from "./canaries.fixture.ts";
import { canaryCenter, foreignCanaries, sameTenant, tenantsInTest } from "./canaries.fixture.ts";

const absent: readonly TenantOf[] = [
  { center: "north", tenant: "nobody" },
  { center: "nowhere", tenant: "t1" },
];

/** One name per kind of topic; a kind without a line does not compile. */
const nameOf: Readonly<Record<(typeof topicKinds)[number], (of: TenantOf) => string>> = {
  wall: ({ center }) => topics.wall(center),
  racks: ({ center }) => topics.racks(center),
  alarms: ({ center }) => topics.alarms(center),
  rack: ({ center, tenant }) => topics.rack(center, tenant === "nobody" ? "k9" : "k1"),
  tenant: ({ center, tenant }) => topics.tenant(center, tenant),
};

let server: TestServer;
let actors: ActorInTest[];
beforeAll(async () => {
  server = await startTestServer();
  for (const center of ["north", "south"]) {
    const body = canaryCenter(center);
    await server.call("/api/centers/import", { method: "POST", headers: server.credentials.admin, body });
  }
  actors = await createActors(server);
});
afterAll(() => server.close());

/** Said in other words than the rule under test. */
function mayWatch(actor: ActorInTest, kind: (typeof topicKinds)[number], of: TenantOf): boolean {
  if (
    absent.some((one) => sameTenant(one, of)) &&
    (of.center === "nowhere" || kind === "rack" || kind === "tenant")
  )
    return false;
  const operator = actor.reach.operator === "any";
  if (kind === "tenant") return operator || (actor.reach.member === "own" && sameTenant(of, home));
  if (kind === "rack") return operator;
  return operator || (actor.reach.wall === "center" && of.center === home.center);
}

async function connect(actor: ActorInTest): Promise<Socket | null> {
  const { authorization, cookie } = actor.headers;
  const socket = io(`${server.url}/live`, {
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
    extraHeaders: cookie ? { cookie, origin: server.url } : {},
    auth: { protocol: protocolVersion, wallToken: authorization?.replace("Bearer ", "") },
  });
  onTestFinished(() => void socket.close());
  return new Promise((resolve) => {
    socket.once("connect", () => resolve(socket));
    socket.once("connect_error", () => resolve(null));
  });
}

const ackSchema = z.looseObject({ ok: z.boolean(), code: z.string().optional() });

describe("every topic as every actor", () => {
  it("opens what is one's own, and answers a foreign and an absent one alike", async () => {
    const faults: string[] = [];
    for (const actor of actors) {
      const socket = await connect(actor);
      const known = actor.reach.person === "any" || actor.headers.authorization !== undefined;
      if (!socket) {
        if (known && actor.sees(home)) faults.push(`${actor.name}: could not connect`);
        continue;
      }
      const received: string[] = [];
      socket.onAny((event: string, ...what: unknown[]) => received.push(JSON.stringify([event, what])));
      for (const kind of topicKinds) {
        for (const of of [...tenantsInTest, ...absent]) {
          const topic = nameOf[kind](of);
          const answer = ackSchema.parse(await socket.emitWithAck("subscribe", { topic }));
          const expected = mayWatch(actor, kind, of);
          if (answer.ok !== expected) faults.push(`${actor.name} ${topic}: ok is ${answer.ok}`);
          if (!answer.ok && answer.code !== "not_found")
            faults.push(`${actor.name} ${topic}: code ${answer.code}`);
          received.push(JSON.stringify(answer));
        }
      }
      for (const canary of foreignCanaries(received.join("\n"), actor.sees))
        faults.push(`${actor.name} was sent ${canary}`);
    }
    expect(faults).toEqual([]);
  });
});
