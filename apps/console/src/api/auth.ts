import { z } from "zod";

/** Why the door of accounts refused; every other trouble is `unexpected`. */
export type AuthRefusal =
  | "wrong_sign_in"
  | "wrong_password"
  | "wrong_code"
  | "password_length"
  | "link_spent"
  | "too_many"
  | "sign_in_again"
  | "network"
  | "unexpected";

class AuthRefused extends Error {
  readonly refusal: AuthRefusal;
  constructor(refusal: AuthRefusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

/** Anything thrown by a call below, as what the pages can word. */
export function describeRefusal(error: unknown): AuthRefusal {
  return error instanceof AuthRefused ? error.refusal : "unexpected";
}

const doneSchema = z.unknown();

/** What a refused call means, by HTTP status; the same status says different things at different calls. */
type Meanings = Readonly<Partial<Record<number, AuthRefusal>>>;
const common: Meanings = { 401: "sign_in_again", 429: "too_many" };

interface Asked<Answer> {
  readonly schema: z.ZodType<Answer>;
  readonly body?: object;
  readonly refused?: Meanings;
}

async function ask<Answer>(
  method: "GET" | "POST",
  path: string,
  { schema, body, refused }: Asked<Answer>,
): Promise<Answer> {
  const request = {
    method,
    credentials: "same-origin",
    headers: { accept: "application/json", ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  } as const;
  const answer = await fetch(`/api/auth${path}`, request).catch(() => {
    throw new AuthRefused("network");
  });
  if (!answer.ok) throw new AuthRefused({ ...common, ...refused }[answer.status] ?? "unexpected");
  const told: unknown = await answer.json().catch(() => null);
  return schema.parse(told);
}

const post = (path: string, body: object, refused?: Meanings) =>
  ask("POST", path, { schema: doneSchema, body, ...(refused && { refused }) });

const wrongCode = { 400: "wrong_code", 401: "wrong_code" } as const;
const wrongPassword = { 400: "wrong_password" } as const;

const signInSchema = z.object({ twoFactorRedirect: z.boolean().optional() });
const sessionsSchema = z.array(
  z.object({
    token: z.string(),
    createdAt: z.coerce.date(),
    updatedAt: z.coerce.date(),
    expiresAt: z.coerce.date(),
    ipAddress: z.string().nullish(),
    userAgent: z.string().nullish(),
  }),
);
export type OwnSession = z.infer<typeof sessionsSchema>[number];
const factorSchema = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) });
export type NewFactor = z.infer<typeof factorSchema>;
const elsewhereSchema = z.object({ url: z.string() });

/** Accounts of people: sign-in, passwords, second factor, sessions. Sessions are cookies that no script can read. */
export const auth = {
  /** @returns whether a second factor is asked for before the session begins */
  async signIn(email: string, password: string): Promise<boolean> {
    const asked = { schema: signInSchema, body: { email, password } };
    const refused = { 400: "wrong_sign_in", 401: "wrong_sign_in" } as const;
    return (await ask("POST", "/sign-in/email", { ...asked, refused })).twoFactorRedirect === true;
  },
  giveCode: (code: string) => post("/two-factor/verify-totp", { code }, wrongCode),
  giveBackupCode: (code: string) => post("/two-factor/verify-backup-code", { code }, wrongCode),
  /** @returns where the identity provider is to be found */
  async startOidc(): Promise<string> {
    return (await ask("POST", "/sign-in/social", { schema: elsewhereSchema, body: {} })).url;
  },
  /** Ends every other session with it. */
  changePassword: (currentPassword: string, newPassword: string) =>
    post("/change-password", { currentPassword, newPassword, revokeOtherSessions: true }, wrongPassword),
  /** Begins a second factor; it holds once `giveCode` has confirmed it. */
  beginFactor: (password: string) =>
    ask("POST", "/two-factor/enable", { schema: factorSchema, body: { password }, refused: wrongPassword }),
  endFactor: (password: string) => post("/two-factor/disable", { password }, wrongPassword),
  sessions: () => ask("GET", "/list-sessions", { schema: sessionsSchema }),
  endSession: (token: string) => post("/revoke-session", { token }),
  endOtherSessions: () => post("/revoke-other-sessions", {}),
} as const;
