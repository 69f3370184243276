/**
 * Where the value at a path begins in a JSON text, so that a refusal can be shown at its place.
 * @param path as issues name it: `rules.2.unitPrice`
 * @returns offset of the value; that of the closest parent where the path leads to nothing; null for no JSON
 */
export function locateInJson(text: string, path: string): number | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  let at = skipSpace(text, 0);
  for (const part of path.split(".").filter((each) => each !== "")) {
    const child = childAt(text, at, part);
    if (child === null) return at;
    at = child;
  }
  return at;
}

export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** Offset of the member or element that the part names; null where there is none. */
function childAt(text: string, at: number, part: string): number | null {
  const isObject = text[at] === "{";
  if (!isObject && text[at] !== "[") return null;
  let index = 0;
  let next = skipSpace(text, at + 1);
  while (next < text.length && text[next] !== "}" && text[next] !== "]") {
    let name = String(index);
    if (isObject) {
      const end = skipValue(text, next);
      name = String(JSON.parse(text.slice(next, end)));
      next = skipSpace(text, skipSpace(text, end) + 1);
    }
    if (name === part) return next;
    next = skipSpace(text, skipValue(text, next));
    if (text[next] === ",") next = skipSpace(text, next + 1);
    index++;
  }
  return null;
}

/** End of the value that begins here; the text is known to be JSON. */
function skipValue(text: string, at: number): number {
  if (text[at] === '"') return skipString(text, at);
  if (text[at] !== "{" && text[at] !== "[") {
    let end = at;
    while (end < text.length && !/[\s,\]}]/.test(text[end] ?? "")) end++;
    return end;
  }
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    const sign = text[i];
    if (sign === '"') i = skipString(text, i) - 1;
    else if (sign === "{" || sign === "[") depth++;
    else if ((sign === "}" || sign === "]") && --depth === 0) return i + 1;
  }
  return text.length;
}

function skipString(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
  return end + 1;
}

function skipSpace(text: string, at: number): number {
  let next = at;
  while (next < text.length && /\s/.test(text[next] ?? "")) next++;
  return next;
}
