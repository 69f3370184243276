/** A reference of a document to something in the same document. */
import type { Issue } from "@aidc/contract";

/** One issue when the id is not among the known ones. */
export function unknownIn(known: ReadonlySet<string>, id: string, path: string, noun: string): Issue[] {
  return known.has(id) ? [] : [{ path, message: `there is no ${noun} "${id}" in this document` }];
}
