import { Search } from "lucide-react";
import { useIntl } from "react-intl";

/** As it is printed on the keys, in every language. */
const keys = "Ctrl K";

/** The way in for a hand on the mouse, which also tells the key. */
export function PaletteButton({ onOpen }: { onOpen: () => void }) {
  const intl = useIntl();
  return (
    <button
      type="button"
      className="flex min-h-8 items-center gap-2 rounded border border-rule px-2 text-sm text-faint hover:bg-raised md:mb-2"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={onOpen}
    >
      <Search className="size-4" aria-hidden="true" />
      {intl.formatMessage({ id: "palette.open" })}
      <kbd className="ml-auto text-xs">{keys}</kbd>
    </button>
  );
}
