/** Whether a Cookie header claims a session; whether it is one is found out by who knows the signatures. */
export function claimsSession(header: string | undefined): boolean {
  return /(^|;)\s*(__Host-)?aidc[_.]/.test(header ?? "");
}
