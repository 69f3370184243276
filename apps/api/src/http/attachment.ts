interface Answer {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body?: unknown;
}

/**
 * A file is saved, never shown: what is in it was named by tenants. The name is given twice (RFC 6266): in letters
 * that no header can be broken with, and whole.
 */
export function asAttachment<T extends Answer>(answer: T): T {
  if (!(answer.body instanceof File)) return answer;
  return { ...answer, headers: { ...answer.headers, "content-disposition": disposition(answer.body.name) } };
}

function disposition(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[.-]+/, "");
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded(name.toWellFormed())}`;
}

/** What `encodeURIComponent` leaves and RFC 5987 does not allow. */
function encoded(name: string): string {
  return encodeURIComponent(name.replace(/[/\\]/g, "-")).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
