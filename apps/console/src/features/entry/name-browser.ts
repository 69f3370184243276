/** In the order in which they must be asked: every browser also claims to be the ones below it. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\//, "Firefox"],
  [/Chrom(e|ium)\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

/** `Firefox, Linux`: enough to know one's own session again. @returns null when nothing is recognised */
export function nameBrowser(userAgent: string | null | undefined): string | null {
  if (!userAgent) return null;
  const find = (list: typeof browsers) => list.find(([pattern]) => pattern.test(userAgent))?.[1];
  return [find(browsers), find(systems)].filter(Boolean).join(", ") || null;
}

/** The session of this page: the only one of a browser like this. @returns null when there are several such */
export function findThisSession<Session extends { readonly userAgent?: string | null | undefined }>(
  sessions: readonly Session[],
  userAgent: string,
): Session | null {
  const alike = sessions.filter((session) => session.userAgent === userAgent);
  return alike.length === 1 ? (alike[0] ?? null) : null;
}
