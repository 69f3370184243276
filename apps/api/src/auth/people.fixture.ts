import { protocolVersion } from "@aidc/contract";
import type { Socket } from "socket.io-client";
import { io } from "socket.io-client";
import { expect, onTestFinished } from "vitest";
import type { TestServer } from "../test-server.fixture.ts";
import { cookieOf } from "../test-server.fixture.ts";

export const password = "correct horse battery";

export interface SignedInPerson {
  readonly id: string;
  readonly email: string;
  readonly headers: { readonly cookie: string; readonly origin: string };
}

/** People as they come about through the public doors, and what a browser of theirs does. */
export function peopleOf(server: TestServer) {
  const { admin } = server.credentials;
  const browser = { origin: server.url };

  const redeem = async (url: string, given: string | null = password) => {
    const token = new URL(url).searchParams.get("token");
    const body = given === null ? { token } : { token, password: given };
    return server.call("/api/session", { method: "POST", headers: browser, body });
  };
  const settle = async (invited: { url: string }, id: string, email: string): Promise<SignedInPerson> => {
    const set = await redeem(invited.url);
    expect({ status: set.status, text: set.text }).toMatchObject({ status: 200 });
    return { id, email, headers: { ...browser, cookie: cookieOf(set.headers.getSetCookie()) } };
  };
  return {
    redeem,
    async staff(email: string, staffRole: string | null): Promise<SignedInPerson> {
      const body = { email, name: email.split("@")[0], staffRole };
      const made = await server.call("/api/people", { method: "POST", headers: admin, body });
      expect({ status: made.status, text: made.text }).toMatchObject({ status: 201 });
      const { person, url } = Object(made.json);
      return settle({ url }, person.id, email);
    },
    async member(email: string, role: string, tenant = "t1"): Promise<SignedInPerson> {
      const made = await this.setMember(admin, email, role, tenant);
      expect({ status: made.status, text: made.text }).toMatchObject({ status: 200 });
      const { member, url } = Object(made.json);
      return settle({ url }, member.person, email);
    },
    setMember: (headers: Record<string, string>, email: string, role: string, tenant = "t1") =>
      server.call(`/api/centers/c1/tenants/${tenant}/members`, {
        method: "PUT",
        headers,
        body: { email, role },
      }),
    signIn: (email: string, given = password, headers: Record<string, string> = browser) =>
      server.call("/api/auth/sign-in/email", { method: "POST", headers, body: { email, password: given } }),
    async signedIn(email: string, given = password): Promise<SignedInPerson["headers"]> {
      const answer = await this.signIn(email, given);
      expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 200 });
      return { ...browser, cookie: cookieOf(answer.headers.getSetCookie()) };
    },
    auth: (path: string, headers: Record<string, string>, body: object = {}) =>
      server.call(`/api/auth${path}`, { method: "POST", headers, body }),
  };
}

/** A live socket of a browser with this cookie, watching these topics. */
export async function watch(
  server: TestServer,
  who: { headers?: Readonly<Record<string, string>>; wallToken?: string },
  topics: readonly string[],
): Promise<WatchingSocket> {
  const socket = io(`${server.url}/live`, {
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
    auth: { protocol: protocolVersion, ...(who.wallToken === undefined ? {} : { wallToken: who.wallToken }) },
    extraHeaders: { ...who.headers },
  });
  onTestFinished(() => void socket.close());
  const notices: string[] = [];
  const patchesMs: number[] = [];
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  socket.on("notice", ({ kind }: { kind: string }) => notices.push(kind));
  socket.on("patch", () => patchesMs.push(performance.now()));
  socket.on("disconnect", () => end());
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  for (const topic of topics) {
    const answer: unknown = await socket.emitWithAck("subscribe", { topic });
    expect(answer).toMatchObject({ ok: true });
  }
  return { socket, notices, patchesMs, ended };
}

export interface WatchingSocket {
  readonly socket: Socket;
  readonly notices: readonly string[];
  /** When patches came, on the clock of `performance`. */
  readonly patchesMs: readonly number[];
  readonly ended: Promise<void>;
}
