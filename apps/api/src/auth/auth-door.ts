import type { PeopleStore, SignedIn } from "@aidc/store";
import { z } from "zod";
import type { Visitor } from "../usecases/auth-port.ts";
import { AttemptLimit } from "./attempt-limit.ts";
import { accountLimit, addressLimit, oidcProvider } from "./auth-options.ts";
import type { AuthOptions } from "./open-auth.ts";
import { sessionCookieName } from "./session-token.ts";
import { visitorHeaders } from "./visitor-headers.ts";

/** All that is open of the library's addresses, and how each is asked. */
const open: Readonly<Record<string, "GET" | "POST">> = {
  "/sign-in/email": "POST",
  "/sign-out": "POST",
  "/change-password": "POST",
  "/list-sessions": "GET",
  "/revoke-session": "POST",
  "/revoke-other-sessions": "POST",
  "/two-factor/enable": "POST",
  "/two-factor/disable": "POST",
  "/two-factor/verify-totp": "POST",
  "/two-factor/verify-backup-code": "POST",
  "/two-factor/generate-backup-codes": "POST",
};
const openWithProvider: Readonly<Record<string, "GET" | "POST">> = {
  "/sign-in/social": "POST",
  [`/callback/${oidcProvider}`]: "GET",
};
/** What they are at the end of, when they are at the end of something: a session. */
const signsIn = new Set([
  "/sign-in/email",
  "/two-factor/verify-totp",
  "/two-factor/verify-backup-code",
  `/callback/${oidcProvider}`,
]);

interface DoorOptions extends Pick<AuthOptions, "people" | "publicUrl" | "oidc"> {
  readonly handle: (request: Request) => Promise<Response>;
  readonly sessionToken: (cookieHeader: string | undefined) => string | null;
}

/** Stands before the library: what is not named is not there, and attempts are counted before they are made. */
export class AuthDoor {
  private readonly options: DoorOptions;
  private readonly people: PeopleStore;
  private readonly byAddress = new AttemptLimit(addressLimit);
  private readonly byAccount = new AttemptLimit(accountLimit);

  constructor(options: DoorOptions) {
    this.options = options;
    this.people = options.people;
  }

  async answer(request: Request, visitor: Visitor): Promise<Response> {
    const path = new URL(request.url).pathname.replace("/api/auth", "");
    const method = open[path] ?? (this.options.oidc ? openWithProvider[path] : undefined);
    if (method !== request.method) return refusal(404, "There is nothing at this address.");
    const text = method === "POST" ? await request.text() : undefined;
    const body = bodySchema.catch({}).parse(text ? parsed(text) : {});
    const account = await this.accountOf(path, body, request);
    if (account !== null && !(await this.mayTry(account, visitor)))
      return refusal(429, "Too many attempts; wait a minute.");
    const sent = path === "/sign-in/social" ? JSON.stringify(toProvider(this.options.publicUrl)) : text;
    const headers = new Headers([...request.headers, ...visitorHeaders(visitor)]);
    const answer = await this.options.handle(
      new Request(request.url, { method, headers, ...(sent === undefined ? {} : { body: sent }) }),
    );
    if (signsIn.has(path)) await this.note(answer, path, body.email, visitor);
    return answer;
  }

  /** Whose secret would be tried, or null where none is. */
  private async accountOf(path: string, body: Body, request: Request): Promise<string | null> {
    if (path === "/sign-in/email") return body.email?.toLowerCase() ?? "";
    if (path !== "/change-password" && !path.startsWith("/two-factor/")) return null;
    const token = this.options.sessionToken(request.headers.get("cookie") ?? undefined);
    const found = token === null ? null : await this.people.findSession(token);
    return found ? found.person.id : visitorless;
  }

  private async mayTry(account: string, { address }: Visitor): Promise<boolean> {
    if (!this.byAddress.take(address)) return false;
    if (account === visitorless) return true;
    return this.byAccount.take(account) && this.people.takeAttempt(`account|${account}`, accountLimit);
  }

  private async note(answer: Response, path: string, email: string | undefined, visitor: Visitor) {
    const signedIn = await this.startedBy(answer);
    const { requestId } = visitor;
    if (signedIn) {
      const { id, name } = signedIn.person;
      await this.people.noteSignIn(id, { actor: { kind: "person", id, name }, requestId });
    } else if (answer.status === 401 || answer.headers.get("location")?.includes("error=")) {
      const by = { actor: { kind: "nobody" as const, id: null, name: "nobody" }, requestId };
      const subject = email === undefined ? path : await this.people.knownEmail(email);
      await this.people.note({ action: "session.refuse", outcome: "refused", subject }, by);
    }
  }

  private async startedBy(answer: Response): Promise<SignedIn | null> {
    const name = `${sessionCookieName(this.options.publicUrl)}=`;
    const cookie = answer.headers.getSetCookie().find((one) => one.startsWith(name));
    const token = this.options.sessionToken(cookie?.split(";", 1)[0]);
    return token === null ? null : this.people.findSession(token);
  }
}

/** Between password and second factor nobody is signed in yet; the library locks that account by itself. */
const visitorless = "\u0000";

const bodySchema = z.object({ email: z.string().max(254).optional() });
type Body = z.infer<typeof bodySchema>;

/** The page may only say that it wants to; where it leads back to is ours to say. */
function toProvider(publicUrl: string) {
  const { origin } = new URL(publicUrl);
  return { provider: oidcProvider, callbackURL: `${origin}/`, errorCallbackURL: `${origin}/sign-in` };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function refusal(status: number, message: string): Response {
  return Response.json({ message }, { status });
}
