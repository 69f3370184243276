/** `__Host-` binds the cookie to this host and https; on plain http browsers would refuse that prefix. */
const plainName = "aidc_session";
const secureName = "__Host-aidc_session";
const sessionDays = 30;

const attributes = (secure: boolean) => `Path=/; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;

/** @returns the session token of a Cookie header, or undefined */
export function readSessionCookie(header: string | undefined): string | undefined {
  for (const part of (header ?? "").split(";")) {
    const [name, value] = part.trim().split("=", 2);
    if ((name === secureName || name === plainName) && value && /^[\w-]{20,200}$/.test(value)) return value;
  }
  return undefined;
}

export function sessionCookie(token: string, secure: boolean): string {
  const maxAgeS = sessionDays * 86_400;
  return `${secure ? secureName : plainName}=${token}; Max-Age=${maxAgeS}; ${attributes(secure)}`;
}

export function endedSessionCookie(secure: boolean): string {
  return `${secure ? secureName : plainName}=; Max-Age=0; ${attributes(secure)}`;
}
