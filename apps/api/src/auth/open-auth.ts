import type { accountTables, Database, PeopleStore } from "@aidc/store";
import { AppError } from "../usecases/app-error.ts";
import type { Auth } from "../usecases/auth-port.ts";
import { AuthDoor } from "./auth-door.ts";
import { hooksOf } from "./library-hooks.ts";
import { discoveryUrl } from "./provider-address.ts";
import { readSessionToken, sessionCookieName } from "./session-token.ts";
import { visitorHeaders } from "./visitor-headers.ts";

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
    people: options.people,
    publicUrl,
    sessionToken,
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
