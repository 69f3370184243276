import type { PeopleStore, SignedIn } from "@aidc/store";
import { z } from "zod";
import { AppError } from "../usecases/app-error.ts";
import { AttemptLimit } from "../usecases/attempt-limit.ts";
import type { AuthRequest, Visitor } from "../usecases/auth-port.ts";
import { inTurn } from "../usecases/in-turn.ts";
import { signInLimit } from "../usecases/sign-in-limit.ts";
import type { AuthOptions } from "./open-auth.ts";
import { oidcProvider } from "./provider-address.ts";
import { sessionCookieName } from "./session-token.ts";
import { visitorHeaders } from "./visitor-headers.ts";

type Method = "GET" | "POST";

/** All that is open of the library's addresses, and how each is asked. */
const open: Readonly<Record<string, Method>> = {
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
const callback = `/callback/${oidcProvider}`;
const openWithProvider: Readonly<Record<string, Method>> = { "/sign-in/social": "POST", [callback]: "GET" };
/** At whose end there is a session, when all was right. */
const signsIn = new Set([
  "/sign-in/email",
  "/two-factor/verify-totp",
  "/two-factor/verify-backup-code",
  callback,
]);
/** Passwords checked at a time: the threads that do it also read files and look up names. */
const checksAtOnce = 2;

type Handle = (request: Request) => Promise<Response>;

interface DoorOptions extends Pick<AuthOptions, "people" | "publicUrl"> {
  readonly handle: Handle;
  /** null: people sign in here only. */
  readonly handleWithProvider: (() => Promise<Handle>) | null;
  readonly sessionToken: (cookieHeader: string | undefined) => string | null;
}

/** Stands before the library: what is not named is not there, and attempts are counted before they are made. */
export class AuthDoor {
  private readonly options: DoorOptions;
  private readonly people: PeopleStore;
  private readonly byAccount = new AttemptLimit(signInLimit.ofAccount);
  private readonly checkInTurn = inTurn(checksAtOnce);

  constructor(options: DoorOptions) {
    this.options = options;
    this.people = options.people;
  }

  /** @throws AppError for an address that is not open, and for too many attempts */
  async answer(request: AuthRequest, visitor: Visitor): Promise<Response> {
    const { path } = request;
    const method = open[path] ?? (this.options.handleWithProvider ? openWithProvider[path] : undefined);
    if (method !== request.method) throw new AppError("not_found", "There is nothing at this address.");
    const { email } = bodySchema.parse(request.body);
    const account = await this.accountOf(path, email, request);
    if (account === null) {
      const answer = await this.ask(request, method, visitor);
      if (signsIn.has(path)) await this.note(answer, path, email, visitor);
      return answer;
    }
    if (!this.byAccount.take(account)) throw tooMany();
    return this.checkInTurn(async () => {
      if (!(await this.people.takeAttempt(`account|${account}`, signInLimit.ofAccount))) throw tooMany();
      const answer = await this.ask(request, method, visitor);
      if (signsIn.has(path)) await this.note(answer, path, email, visitor);
      return answer;
    });
  }

  /** Whose secret would be tried, or null where none is. */
  private async accountOf(path: string, email: string | undefined, request: AuthRequest) {
    if (path === "/sign-in/email") return email?.toLowerCase() ?? "";
    if (path !== "/change-password" && !path.startsWith("/two-factor/")) return null;
    // Between password and second factor nobody is signed in yet; the library locks that account by itself.
    const token = this.options.sessionToken(request.headers.get("cookie") ?? undefined);
    const found = token === null ? null : await this.people.findSession(token);
    return found?.person.id ?? null;
  }

  private async ask(request: AuthRequest, method: Method, visitor: Visitor): Promise<Response> {
    const { handle, handleWithProvider } = this.options;
    const byProvider = openWithProvider[request.path] !== undefined && handleWithProvider !== null;
    return (byProvider ? await handleWithProvider() : handle)(this.toLibrary(request, method, visitor));
  }

  /** The request as the library reads it, from the one address that it knows. */
  private toLibrary({ path, search, headers, body }: AuthRequest, method: Method, visitor: Visitor): Request {
    const url = new URL(`/api/auth${path}${search}`, this.options.publicUrl);
    const sent = toLibraryBody(path, url.origin, body);
    return new Request(url, {
      method,
      headers: new Headers([...headers, ...visitorHeaders(visitor)]),
      ...(method === "POST" ? { body: JSON.stringify(sent) } : {}),
    });
  }

  private async note(answer: Response, path: string, email: string | undefined, visitor: Visitor) {
    const { requestId } = visitor;
    const signedIn = await this.startedBy(answer);
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

const bodySchema = z.object({ email: z.string().max(254).optional().catch(undefined) }).catch({});

const tooMany = () => new AppError("rate_limited", "Too many attempts; wait a minute.");

const anyFieldsSchema = z.record(z.string(), z.unknown()).catch({});

/** Who changes a password may fear that somebody else has it: every other session ends, whatever the page says. */
function toLibraryBody(path: string, origin: string, body: unknown): unknown {
  if (path === "/sign-in/social") return toProvider(origin);
  return path === "/change-password" ? { ...anyFieldsSchema.parse(body), revokeOtherSessions: true } : body;
}

/** The page may only say that it wants to; where it leads back to is ours to say. */
function toProvider(origin: string) {
  return { provider: oidcProvider, callbackURL: `${origin}/`, errorCallbackURL: `${origin}/sign-in` };
}
