import type { Worded } from "@aidc/contract";
import { useSay } from "./use-say.ts";

/** What stands in small below a table or a chart. */
export function Footnotes({ notes }: { notes: readonly Worded[] }) {
  const say = useSay();
  return notes.map((note) => (
    <p key={note.en} className="footnote text-xs text-faint">
      {say(note)}
    </p>
  ));
}
