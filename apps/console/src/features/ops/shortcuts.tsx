import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useIntl } from "react-intl";
import type { MessageId } from "../../i18n/messages/en.ts";
import { Sheet } from "../../ui/sheet.tsx";
import { useDeskKeysSwitch } from "./desk-keys.tsx";
import { pagesFor } from "./desk-pages.ts";
import { useOpsViewer } from "./ops-viewer.tsx";
import { Palette } from "./palette/palette.tsx";
import { usePalette } from "./palette/palette-switch.tsx";
import { rackSearchId } from "./racks/rack-search-id.ts";
import type { DeskPage } from "./read-key.ts";
import { chordMs, chordTo, isPaletteKey, readKey } from "./read-key.ts";

interface Line {
  readonly keys: string;
  readonly what: MessageId;
}

const before: readonly Line[] = [
  { keys: "Ctrl K", what: "palette.keys" },
  { keys: "?", what: "ops.keys.sheet" },
  { keys: "/", what: "ops.keys.search" },
];
const after: readonly Line[] = [
  { keys: "\u2190 \u2191 \u2192 \u2193", what: "ops.keys.move" },
  { keys: "\u2191 \u2193", what: "desk.keys.rows" },
  { keys: "j k", what: "alarms.keys.rows" },
  { keys: "x", what: "alarms.keys.select" },
  { keys: "a", what: "alarms.keys.acknowledge" },
  { keys: "u", what: "alarms.keys.undo" },
  { keys: "s", what: "alarms.keys.shelve" },
  { keys: "+ \u2212", what: "desk.keys.zoom" },
  { keys: "Shift \u2190 \u2192", what: "desk.keys.pan" },
  { keys: "Enter", what: "ops.keys.open" },
  { keys: "Esc", what: "ops.keys.close" },
];
/** Keys of the desk and the sheet that lists them; single keys can be switched off there. */
export function Shortcuts() {
  const intl = useIntl();
  const [isOpen, setOpen] = useState(false);
  const { isPaletteOpen, setPaletteOpen } = usePalette();
  const { isOn, setOn } = useDeskKeysSwitch();
  const viewer = useOpsViewer();
  const links = useMemo(() => pagesFor(viewer).flatMap(({ pages }) => pages), [viewer]);
  const open = useCallback(() => setOpen(true), []);
  const mayOpen = useCallback((page: DeskPage) => links.some(({ to }) => to === page), [links]);
  const openPalette = useCallback(() => setPaletteOpen(true), [setPaletteOpen]);
  useDeskKeys(isOn, { open, openPalette }, mayOpen);
  const lines = [...before, ...links.map(({ to, keys }) => ({ keys: chordTo(to), what: keys })), ...after];
  return (
    <>
      <Palette isOpen={isPaletteOpen} onClose={() => setPaletteOpen(false)} openKeys={open} />
      <Sheet
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={intl.formatMessage({ id: "ops.keys" })}
        place="middle"
      >
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 sm:grid-cols-[auto_1fr_auto_1fr]">
          {lines.map(({ keys, what }) => (
            <div key={what} className="contents">
              <dt>
                <kbd className="rounded border border-rule bg-raised px-1.5 py-0.5 text-sm">{keys}</kbd>
              </dt>
              <dd>{intl.formatMessage({ id: what })}</dd>
            </div>
          ))}
        </dl>
        <label className="mt-5 flex min-h-8 items-center gap-2">
          <input type="checkbox" checked={isOn} onChange={({ target }) => setOn(target.checked)} />
          {intl.formatMessage({ id: "ops.keys.on" })}
        </label>
      </Sheet>
    </>
  );
}

interface Doors {
  readonly open: () => void;
  readonly openPalette: () => void;
}

function useDeskKeys(
  isOn: boolean,
  { open, openPalette }: Doors,
  mayOpen: (page: DeskPage) => boolean,
): void {
  const navigate = useNavigate();
  const chordAtMs = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (!isOn && !isPaletteKey(event)) return;
      const action = readKey(event, event.timeStamp - chordAtMs.current < chordMs);
      if (!action) return;
      chordAtMs.current = action === "chord" ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (action === "chord") return;
      event.preventDefault();
      if (action === "palette") openPalette();
      else if (action === "sheet") open();
      else if (action === "search") void openSearch(navigate);
      else if (mayOpen(action)) void navigate({ to: action });
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, [isOn, open, openPalette, mayOpen, navigate]);
}

/** The search of the page where it has one, else that of the racks. */
async function openSearch(navigate: ReturnType<typeof useNavigate>): Promise<void> {
  const own = document.querySelector<HTMLElement>('main input[type="search"]');
  if (own) return own.focus();
  await navigate({ to: "/ops/racks" });
  // The page may be on its way; its field takes the focus itself when it was asked for by address.
  requestAnimationFrame(() => document.getElementById(rackSearchId)?.focus());
}
