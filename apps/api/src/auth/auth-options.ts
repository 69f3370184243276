import { randomUUID } from "node:crypto";
import type { BetterAuthOptions } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import { twoFactor } from "better-auth/plugins/two-factor";
import { signInLimit } from "../usecases/sign-in-limit.ts";
import type { AuthOptions } from "./open-auth.ts";
import { discoveryUrl, oidcProvider } from "./provider-address.ts";
import { sessionStarts } from "./session-starts.ts";
import { sessionCookieName } from "./session-token.ts";
import { addressHeader } from "./visitor-headers.ts";

const passwordLengths = { min: 12, max: 128 } as const;
/** Whole life of a session; it is not prolonged, so that a stolen one ends as well. */
const sessionDays = 30;

export type Hooks = Pick<BetterAuthOptions, "databaseHooks" | "logger">;

/**
 * Everything the sign-in library is told. Its defaults are for a public site: here nobody registers, nothing is
 * e-mailed, a revoked session is dead at once, and limits count in the database in every mode.
 */
export function authOptions(options: AuthOptions, hooks: Hooks) {
  const { database, accountTables, publicUrl, secret, oidc } = options;
  const { origin } = new URL(publicUrl);
  return {
    ...hooks,
    appName: "AIDC Console",
    baseURL: origin,
    basePath: "/api/auth",
    secret,
    trustedOrigins: [origin],
    telemetry: { enabled: false },
    database: drizzleAdapter(database, { provider: "pg", schema: accountTables, transaction: true }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      autoSignIn: false,
      minPasswordLength: passwordLengths.min,
      maxPasswordLength: passwordLengths.max,
    },
    user: { changeEmail: { enabled: false }, deleteUser: { enabled: false } },
    session: {
      expiresIn: sessionDays * 86_400,
      disableSessionRefresh: true,
      // Whoever asks for the list of the own sessions need not have signed in today.
      freshAge: 0,
      cookieCache: { enabled: false },
    },
    account: {
      storeStateStrategy: "database",
      storeAccountCookie: false,
      updateAccountOnSignIn: false,
      encryptOAuthTokens: true,
      accountLinking: {
        enabled: true,
        trustedProviders: [],
        requireLocalEmailVerified: true,
        allowDifferentEmails: false,
        updateUserInfoOnLink: false,
      },
    },
    rateLimit,
    advanced: advanced(publicUrl),
    // What is not expected goes to our own responder, which tells the log and nobody else.
    onAPIError: { throw: true, errorURL: `${origin}/sign-in` },
    plugins: [twoFactor({ issuer: "AIDC Console" }), sessionStarts(), ...providers(oidc)],
  } satisfies BetterAuthOptions;
}

/** Counted in the database, in every mode; who is limited by account as well is in the door. */
const rateLimit = {
  enabled: true,
  storage: "database",
  window: 60,
  max: 300,
  customRules: {
    "/sign-in/email": { window: signInLimit.ofAddress.windowMs / 1000, max: signInLimit.ofAddress.most },
    "/sign-in/social": { window: 60, max: 30 },
    "/change-password": { window: 60, max: signInLimit.ofAccount.most },
    "/two-factor/*": { window: 60, max: signInLimit.ofAccount.most },
  },
} satisfies BetterAuthOptions["rateLimit"];

function advanced(publicUrl: string) {
  const secure = publicUrl.startsWith("https:");
  return {
    useSecureCookies: false, // the names and attributes below say it, with the stronger prefix
    cookiePrefix: secure ? "__Host-aidc" : "aidc",
    cookies: { session_token: { name: sessionCookieName(publicUrl) } },
    defaultCookieAttributes: { secure, httpOnly: true, sameSite: "lax", path: "/" },
    crossSubDomainCookies: { enabled: false },
    // Said because the library leaves both checks out where it takes itself to be under test.
    disableOriginCheck: false,
    disableCSRFCheck: false,
    trustedProxyHeaders: false,
    ipAddress: { ipAddressHeaders: [addressHeader], ipv6Subnet: 64 },
    database: { generateId: () => randomUUID() },
  } satisfies BetterAuthOptions["advanced"];
}

/** Signs in whom we know already, by an address that the provider has verified; makes nobody. */
function providers(oidc: AuthOptions["oidc"]) {
  if (!oidc) return [];
  const { name, clientId, clientSecret } = oidc;
  return [
    genericOAuth({
      config: [
        {
          providerId: oidcProvider,
          name,
          clientId,
          clientSecret,
          discoveryUrl: discoveryUrl(oidc),
          scopes: ["openid", "email", "profile"],
          pkce: true,
          requireIdTokenVerification: true,
          disableSignUp: true,
          disableImplicitSignUp: true,
          overrideUserInfo: false,
          disableProviderLogout: true,
        },
      ],
    }),
  ];
}
