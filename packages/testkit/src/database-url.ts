/** The same server, another database. */
export function withDatabase(url: string, name: string): string {
  const [base = "", query] = url.split("?");
  const slash = base.lastIndexOf("/");
  return `${base.slice(0, slash)}/${name}${query === undefined ? "" : `?${query}`}`;
}

export function databaseNameOf(url: string): string {
  const [base = ""] = url.split("?");
  return base.slice(base.lastIndexOf("/") + 1);
}
