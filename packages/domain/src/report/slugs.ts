/** Names that somebody gave (bands, makers) as parts of ids of figures and columns: stable, and no two alike. */
export function slugsOf(names: readonly string[]): Map<string, string> {
  const slugs = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of [...new Set(names)].sort()) {
    const plain = slugOf(name);
    let slug = plain;
    // Names that differ in case and punctuation alone.
    for (let at = 2; taken.has(slug); at++) slug = `${plain}_${at}`;
    taken.add(slug);
    slugs.set(name, slug);
  }
  return slugs;
}

/** From the name alone, whatever others there are: what is no ASCII is written as its code points. */
function slugOf(name: string): string {
  const inHex = (text: string) => [...text].map((one) => `_x${one.codePointAt(0)?.toString(16)}`).join("");
  const told = name.toLowerCase().replace(/\P{ASCII}/gu, (one) => `${inHex(one)}_`);
  const plain = told.replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "");
  return plain === "" ? inHex(name).slice(1) : plain;
}
