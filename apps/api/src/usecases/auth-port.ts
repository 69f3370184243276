/** Facts of the connection that a session is kept with. */
export interface Visitor {
  readonly address: string;
  readonly userAgent: string | undefined;
  readonly requestId: string;
}

/** A request below /api/auth; its body was read and checked before. */
export interface AuthRequest {
  readonly method: string;
  /** As it was sent, from behind /api/auth. */
  readonly path: string;
  /** With its question mark, or empty. */
  readonly search: string;
  readonly headers: Headers;
  readonly body: unknown;
}

/** What the rest of the server asks of the sign-in library. */
export interface Auth {
  /** How the identity provider is called on the sign-in page; null: there is none. */
  readonly oidcName: string | null;
  /** @returns the session token of a Cookie header that we signed, or null */
  sessionToken(cookieHeader: string | undefined): string | null;
  hashPassword(password: string): Promise<string>;
  /** @returns the token of a new session and the Set-Cookie values that carry it */
  startSession(personId: string, visitor: Visitor): Promise<{ token: string; cookies: string[] }>;
  /** Set-Cookie values that make a browser forget its session. */
  readonly endedCookies: readonly string[];
  /** @throws AppError for an address that is not open, and for too many attempts */
  handle(request: AuthRequest, visitor: Visitor): Promise<Response>;
}
