import { inTime } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestServer } from "../test-server.fixture.ts";
import { startTestServer } from "../test-server.fixture.ts";
import type { SignedInPerson, WatchingSocket } from "./people.fixture.ts";
import { password, peopleOf, watch } from "./people.fixture.ts";

const mostMs = 1000;
const wall = "center:c1:wall";
const tenant = "tenant:c1/t1";
const members = "/api/centers/c1/tenants/t1/members";

let server: TestServer;
let people: ReturnType<typeof peopleOf>;
beforeAll(async () => {
  server = await startTestServer();
  people = peopleOf(server);
});
afterAll(() => server.close());

const asAdmin = async (method: string, path: string, body?: object) => {
  const answer = await server.call(`/api${path}`, { method, headers: server.credentials.admin, body });
  expect({ status: answer.status, text: answer.text }).toMatchObject({
    status: expect.toSatisfy((s) => s < 300),
  });
  return answer;
};

/** Until when after the change something was still served: every request is asked for anew, the socket is watched. */
async function servedForMs(
  change: () => Promise<unknown>,
  path: string,
  headers: object,
  live: WatchingSocket,
) {
  expect((await server.call(path, { headers: { ...headers } })).status).toBe(200);
  await change();
  const startedMs = performance.now();
  const isCut = inTime(live.ended, mostMs);
  let lastServedMs = startedMs;
  await expect
    .poll(
      async () => {
        const { status } = await server.call(path, { headers: { ...headers } });
        if (status === 200) lastServedMs = performance.now();
        return status;
      },
      { interval: 20 },
    )
    .not.toBe(200);
  expect(await isCut).toBe(true);
  expect(live.notices).toContain("revoked");
  expect(lastServedMs - startedMs).toBeLessThan(mostMs);
}

const own = ({ headers }: SignedInPerson) => watch(server, { headers }, [tenant]);

describe("nothing is served on any channel within the second after", () => {
  it("signing out, by our endpoint and by the library's", async () => {
    const ours = await people.member("out1@t1.org", "tenant_member");
    await servedForMs(
      () => server.call("/api/session", { method: "DELETE", headers: { ...ours.headers } }),
      members,
      ours.headers,
      await own(ours),
    );
    const theirs = await people.member("out2@t1.org", "tenant_member");
    await servedForMs(
      () => people.auth("/sign-out", theirs.headers),
      members,
      theirs.headers,
      await own(theirs),
    );
  });

  it("a person ends another session of the own", async () => {
    const person = await people.member("two@t1.org", "tenant_member");
    const here = await people.signedIn("two@t1.org");
    const list = await server.call("/api/auth/list-sessions", { headers: here });
    const { token } = Object(list.json).find((one: { token: string }) =>
      person.headers.cookie.includes(one.token),
    );
    await servedForMs(
      () => people.auth("/revoke-session", here, { token }),
      members,
      person.headers,
      await own(person),
    );
    expect((await server.call(members, { headers: here })).status).toBe(200);
    const third = { ...person, headers: await people.signedIn("two@t1.org") };
    await servedForMs(
      () => people.auth("/revoke-other-sessions", here),
      members,
      third.headers,
      await own(third),
    );
    expect((await server.call(members, { headers: here })).status).toBe(200);
  });

  it("a password is changed: every other session ends, asked for or not, the old password with it", async () => {
    const person = await people.member("pw@t1.org", "tenant_member");
    const here = await people.signedIn("pw@t1.org");
    const body = { currentPassword: password, newPassword: `${password} new` };
    await servedForMs(
      () => people.auth("/change-password", here, body),
      members,
      person.headers,
      await own(person),
    );
    expect((await people.signIn("pw@t1.org")).status).toBe(401);
    await people.signedIn("pw@t1.org", `${password} new`);
  });

  it("an administrator ends the sessions, resets or disables the person", async () => {
    const ended = await people.member("ended@t1.org", "tenant_member");
    await servedForMs(
      () => asAdmin("DELETE", `/people/${ended.id}/sessions`),
      members,
      ended.headers,
      await own(ended),
    );
    const reset = await people.member("reset@t1.org", "tenant_member");
    await servedForMs(
      () => asAdmin("POST", `/people/${reset.id}/reset`, {}),
      members,
      reset.headers,
      await own(reset),
    );
    expect((await people.signIn("reset@t1.org")).status).toBe(401);
    const gone = await people.member("gone@t1.org", "tenant_member");
    await servedForMs(() => asAdmin("DELETE", `/people/${gone.id}`), members, gone.headers, await own(gone));
    expect((await people.signIn("gone@t1.org")).status).toBe(401);
  });

  it("a place in a tenant ends", async () => {
    const person = await people.member("left@t1.org", "tenant_member");
    await servedForMs(
      () => asAdmin("DELETE", `/centers/c1/tenants/t1/members/${person.id}`),
      members,
      person.headers,
      await own(person),
    );
  });

  it("a staff role changes: what may still be watched goes on, what may not is cut off", async () => {
    const person = await people.staff("op@op.org", "operator");
    const seesWall = await watch(server, { headers: person.headers }, [wall]);
    await asAdmin("PUT", `/people/${person.id}/staff-role`, { staffRole: "platform_admin" });
    await expect.poll(() => seesWall.patchesMs.length).toBeGreaterThan(1);
    expect([seesWall.socket.connected, seesWall.notices]).toEqual([true, []]);
    await servedForMs(
      () => asAdmin("PUT", `/people/${person.id}/staff-role`, { staffRole: "planner" }),
      "/api/centers/c1/sources",
      person.headers,
      seesWall,
    );
  });

  it("a session ends in the database, or by its time, without anybody being told", async () => {
    const person = await people.member("db@t1.org", "tenant_member");
    const live = await own(person);
    const remove = "delete from person_session where person_id = $1";
    // The sweep comes once a second, so that here a second and its query are the bound.
    await server.database.ownerPool.query(remove, [person.id]);
    expect(await inTime(live.ended, 3000)).toBe(true);
    const short = { ...person, headers: await people.signedIn("db@t1.org") };
    const soon = "update person_session set expires_at = now() + interval '3 s' where person_id = $1";
    await server.database.ownerPool.query(soon, [person.id]);
    const socket = await own(short);
    expect(await inTime(socket.ended, 6000)).toBe(true);
    expect((await server.call(members, { headers: short.headers })).status).toBe(401);
  });

  it("a tenant's key is revoked", async () => {
    const made = await asAdmin("POST", "/centers/c1/tenants/t1/keys", { name: "reader" });
    const { id, key } = Object(made.json);
    const headers = { authorization: `Bearer ${key}` };
    const live = await watch(server, { wallToken: key }, [tenant]);
    const revoke = () => asAdmin("DELETE", `/centers/c1/tenants/t1/keys/${id}`);
    await servedForMs(revoke, members, headers, live);
  });

  it("a wall link is revoked", async () => {
    const made = await asAdmin("POST", "/centers/c1/walls", { name: "lobby" });
    const { id, url } = Object(made.json);
    const wallToken = String(url).split("/wall/")[1] ?? "";
    const live = await watch(server, { wallToken }, [wall]);
    const headers = { authorization: `Bearer ${wallToken}` };
    await servedForMs(() => asAdmin("DELETE", `/centers/c1/walls/${id}`), "/api/wall", headers, live);
  });
});
