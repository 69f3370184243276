import type { AuditAction } from "@aidc/contract";
import type { accountTables, Database, PeopleStore } from "@aidc/store";
import { AppError } from "../usecases/app-error.ts";
import type { Auth } from "../usecases/auth-port.ts";
import { AuthDoor } from "./auth-door.ts";
import { discoveryUrl } from "./provider-address.ts";
import { readSessionToken, sessionCookieName } from "./session-token.ts";
import { requestIdHeader, visitorHeaders } from "./visitor-headers.ts";

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
}

export interface AuthOptions {
  readonly database: Database["db"];
  readonly accountTables: typeof accountTables;
  readonly people: PeopleStore;
  /** The one origin that people sign in at. */
  readonly publicUrl: string;
  /** Signs cookies; 256 bits. */
  readonly secret: string;
  readonly oidc: OidcSettings | null;
  readonly log: (message: string, facts: object) => void;
  /** Called when a session has ended, whoever ended it. */
  readonly onSessionEnded: (sessionId: string) => void;
}

/** Signs people in and out. The library behind it is read a moment later, or when somebody comes before that. */
export function openAuth(options: AuthOptions): Auth {
  const { publicUrl, secret, oidc } = options;
  const hooks = hooksOf(options);
  const open = async (provider: AuthOptions["oidc"]) => {
    const { openLibrary } = await import("./library.ts");
    return openLibrary({ ...options, oidc: provider }, hooks);
  };
  const library = onceOpened(() => open(null));
  setTimeout(
    () => library().catch((error) => options.log("sign-in failed to open", { error })),
    warmUpMs,
  ).unref();
  const cookieName = sessionCookieName(publicUrl);
  const sessionToken = (header: string | undefined) => readSessionToken(header, cookieName, secret);
  const door = new AuthDoor({
    ...{ people: options.people, publicUrl, sessionToken },
    handle: async (request) => (await library()).handler(request),
    handleWithProvider: oidc && openWithProvider(oidc, async () => (await open(oidc)).handler),
  });
  const secure = publicUrl.startsWith("https:") ? "; Secure" : "";
  return {
    oidcName: oidc?.name ?? null,
    sessionToken,
    hashPassword: async (password) => (await library()).hashPassword(password),
    startSession: async (personId, visitor) => {
      const headers = visitorHeaders(visitor);
      const answer = await (await library()).startSession({
        body: { personId },
        headers,
        returnHeaders: true,
      });
      return { token: answer.response.token, cookies: answer.headers.getSetCookie() };
    },
    endedCookies: [`${cookieName}=; Max-Age=0; Path=/; HttpOnly${secure}; SameSite=Lax`],
    handle: (request, visitor) => door.answer(request, visitor),
  };
}

const providerWaitMs = 5_000;
/** After a start everything else comes first. */
const warmUpMs = 5_000;

/**
 * The library asks the provider for its description when it is opened, and waits for as long as that takes. So it is
 * opened for the provider when somebody first goes there: a provider that is away keeps nobody else from signing in.
 */
function openWithProvider(oidc: OidcSettings, open: () => Promise<Handle>): () => Promise<Handle> {
  return onceOpened(async () => {
    const signal = AbortSignal.timeout(providerWaitMs);
    const found = await fetch(discoveryUrl(oidc), { signal }).catch(() => null);
    if (!found?.ok) throw new AppError("unavailable", `${oidc.name} does not answer; try again in a moment.`);
    return open();
  });
}

/** Opens at the first call; one that fails is tried again by the next. */
function onceOpened<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | null = null;
  return () => {
    opened ??= open().catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return opened;
  };
}
type Handle = (request: Request) => Promise<Response>;

/** Where the library tells us what it does to people and sessions. */
function hooksOf({ people, log, onSessionEnded }: AuthOptions) {
  const note = (
    told: { action: AuditAction; after?: Record<string, string | boolean> },
    person: { id: string; name?: string },
    headers: Headers | undefined,
  ) =>
    people.note(
      { ...told, subject: person.id },
      {
        actor: { kind: "person", id: person.id, name: person.name ?? person.id },
        requestId: headers?.get(requestIdHeader) ?? null,
      },
    );
  return {
    logger: {
      level: "warn" as const,
      // The arguments may hold whatever was sent to us; the message never does.
      log: (level: string, message: string) => log("sign-in library", { level, said: message.slice(0, 200) }),
    },
    databaseHooks: {
      session: {
        create: { before: async ({ userId }: { userId: string }) => people.isEnabled(userId) },
        delete: {
          after: async (session: { id: string; userId: string }, context: HookContext | null) => {
            onSessionEnded(session.id);
            // Between password and second factor the library makes a session and takes it back.
            if (context?.path?.startsWith("/sign-in")) return;
            const name = context?.context.session?.user.name;
            const who = { id: session.userId, ...(name === undefined ? {} : { name }) };
            await note({ action: "session.end" }, who, context?.headers);
          },
        },
      },
      account: {
        // Signing in needs no token of the provider afterwards: what is not kept cannot leak.
        create: {
          before: async (account: object) => ({
            data: { ...account, accessToken: null, refreshToken: null, idToken: null },
          }),
        },
        update: {
          after: async (account: { userId?: string; providerId?: string }, context: HookContext | null) => {
            if (context?.path !== "/change-password" || account.userId === undefined) return;
            const told = { action: "person.change" as const, after: { password: "changed" } };
            await note(told, { id: account.userId }, context.headers);
          },
        },
      },
      user: {
        update: {
          after: async (
            user: { id: string; name: string; twoFactorEnabled?: boolean | null },
            context: HookContext | null,
          ) => {
            if (!context?.path?.startsWith("/two-factor/")) return;
            const after = { secondFactor: user.twoFactorEnabled === true };
            await note({ action: "person.change", after }, user, context.headers);
          },
        },
      },
    },
  };
}

interface HookContext {
  readonly path?: string;
  readonly headers?: Headers | undefined;
  readonly context: { readonly session: { readonly user: { readonly name: string } } | null };
}
