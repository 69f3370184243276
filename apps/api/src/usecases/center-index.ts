import type { CenterDocument } from "@aidc/contract";
import type { CenterIndex } from "@aidc/domain";
import { indexCenter } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import type { CenterView } from "./center-directory.ts";

const known = new WeakMap<
  CenterDocument,
  { readonly points: readonly BoundPoint[]; readonly index: CenterIndex }
>();

/** The index of a view is made once: whoever asks about one rack does not walk 1,000 of them. */
export function indexOf({ document, points }: CenterView): CenterIndex {
  const found = known.get(document);
  if (found?.points === points) return found.index;
  const index = indexCenter(document, points);
  known.set(document, { points, index });
  return index;
}
