/** Names that somebody gave (bands, makers) as parts of ids of figures and columns: stable, and no two alike. */
export function slugsOf(names: readonly string[]): Map<string, string> {
  const slugs = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of [...new Set(names)].sort()) {
    const plain =
      name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "_")
        .replace(/^_+|_+$/g, "") || "other";
    let slug = plain;
    for (let at = 2; taken.has(slug); at++) slug = `${plain}_${at}`;
    taken.add(slug);
    slugs.set(name, slug);
  }
  return slugs;
}
