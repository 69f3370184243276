import type { LiveValue } from "@aidc/contract";
import { isPartlyKnown } from "@aidc/domain";
import { useKnownWords } from "../../ui/use-known-words.ts";

/** Of a number from which something silent is missing: hatching and words. A whole or an unknown one has none. */
export function KnownPart({ of }: { of: Pick<LiveValue, "value" | "coverage"> }) {
  const known = useKnownWords();
  if (!isPartlyKnown(of)) return null;
  return (
    <span className="wall-known">
      <i className="wall-swatch" data-look="unknown" /> {known(of.coverage)}
    </span>
  );
}
