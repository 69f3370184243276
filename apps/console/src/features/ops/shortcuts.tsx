import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import { useIntl } from "react-intl";
import type { MessageId } from "../../i18n/messages/en.ts";
import { Sheet } from "../../ui/sheet.tsx";
import { rackSearchId } from "./racks/rack-search-id.ts";
import { readKey } from "./read-key.ts";

const lines: readonly { readonly keys: string; readonly what: MessageId }[] = [
  { keys: "?", what: "ops.keys.sheet" },
  { keys: "/", what: "ops.keys.search" },
  { keys: "g o", what: "ops.keys.overview" },
  { keys: "g r", what: "ops.keys.racks" },
  { keys: "g s", what: "ops.keys.sources" },
  { keys: "\u2190 \u2191 \u2192 \u2193", what: "ops.keys.move" },
  { keys: "Enter", what: "ops.keys.open" },
  { keys: "Esc", what: "ops.keys.close" },
];
const chordMs = 1_500;

/** Keys of the desk and the sheet that lists them; single keys can be switched off there. */
export function Shortcuts() {
  const intl = useIntl();
  const [isOpen, setOpen] = useState(false);
  const [isOn, setOn] = useState(true);
  useDeskKeys(
    isOn,
    useCallback(() => setOpen(true), []),
  );
  return (
    <Sheet
      isOpen={isOpen}
      onClose={() => setOpen(false)}
      title={intl.formatMessage({ id: "ops.keys" })}
      place="middle"
    >
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2">
        {lines.map(({ keys, what }) => (
          <div key={keys} className="contents">
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
  );
}

function useDeskKeys(isOn: boolean, openSheet: () => void): void {
  const navigate = useNavigate();
  const chordAtMs = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (!isOn) return undefined;
    const hear = (event: KeyboardEvent) => {
      const action = readKey(event, event.timeStamp - chordAtMs.current < chordMs);
      if (!action) return;
      chordAtMs.current = action === "chord" ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (action === "chord") return;
      event.preventDefault();
      if (action === "sheet") openSheet();
      else if (action === "search") void openSearch(navigate);
      else void navigate({ to: action });
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, [isOn, openSheet, navigate]);
}

async function openSearch(navigate: ReturnType<typeof useNavigate>): Promise<void> {
  if (!document.getElementById(rackSearchId)) await navigate({ to: "/ops/racks" });
  // The page may be on its way; its field takes the focus itself when it was asked for by address.
  requestAnimationFrame(() => document.getElementById(rackSearchId)?.focus());
}
