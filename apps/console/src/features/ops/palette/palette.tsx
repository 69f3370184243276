import { Dialog } from "@base-ui/react/dialog";
import { Search } from "lucide-react";
import type { KeyboardEvent } from "react";
import { useEffect, useId, useMemo, useRef, useState } from "react";
import { useIntl } from "react-intl";
import { Name } from "../../../ui/name.tsx";
import type { Choice } from "./rank-choices.ts";
import { rankChoices } from "./rank-choices.ts";
import { useFoundThings } from "./use-found-things.ts";
import { useOwnChoices } from "./use-own-choices.ts";

const pagesShown = 8;

/** One field that finds pages, things and commands. */
export function Palette(props: { isOpen: boolean; onClose: () => void; openKeys: () => void }) {
  const { isOpen, onClose, openKeys } = props;
  const intl = useIntl();
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-20 bg-black/40" />
        <Dialog.Popup className="fixed top-[10vh] left-1/2 z-30 flex max-h-[75vh] w-[calc(100%-2rem)] max-w-2xl -translate-x-1/2 flex-col rounded border border-rule bg-panel text-ink">
          <Dialog.Title className="sr-only">{intl.formatMessage({ id: "palette" })}</Dialog.Title>
          <PaletteField onClose={onClose} openKeys={openKeys} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteField({ onClose, openKeys }: { onClose: () => void; openKeys: () => void }) {
  const intl = useIntl();
  const [search, setSearch] = useState("");
  const [at, setAt] = useState(0);
  const own = useOwnChoices(openKeys);
  const found = useFoundThings(search);
  const choices = useMemo(() => arrange(own, found.choices, search), [own, found.choices, search]);
  const listId = useId();
  const current = choices[Math.min(at, choices.length - 1)];
  const run = (choice: Choice | undefined) => {
    if (!choice) return;
    onClose();
    choice.run();
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0)
      setAt((before) => (Math.min(before, choices.length - 1) + step + choices.length) % choices.length);
    else if (event.key === "Enter") run(current);
    else return;
    event.preventDefault();
  };
  const isEmpty = choices.length === 0 && !found.isBusy;
  return (
    <>
      <div className="flex items-center gap-2 border-b border-rule px-3">
        <Search aria-hidden="true" className="size-4.5 shrink-0 text-faint" />
        <input
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={current && optionId(listId, current)}
          aria-autocomplete="list"
          aria-label={intl.formatMessage({ id: "palette" })}
          placeholder={intl.formatMessage({ id: "palette.hint" })}
          className="min-h-12 w-full bg-transparent text-base outline-none"
          value={search}
          onChange={({ target }) => {
            setSearch(target.value);
            setAt(0);
          }}
          onKeyDown={press}
        />
      </div>
      <ChoiceList {...{ listId, choices, current }} onPick={run} />
      <p className="border-t border-rule px-3 py-2 text-sm text-faint empty:hidden" role="status">
        {isEmpty && intl.formatMessage({ id: found.failed ? "palette.failed" : "palette.none" })}
        {found.more > 0 && intl.formatMessage({ id: "palette.more" }, { count: found.more })}
      </p>
    </>
  );
}

/** Before anything is typed: what the page offers and where one can go. Then what fits, things of the center first. */
function arrange(own: readonly Choice[], things: readonly Choice[], search: string): readonly Choice[] {
  const fits = rankChoices(own, search);
  if (search.trim() === "") return fits;
  return [...fits.slice(0, pagesShown), ...things];
}

const optionId = (listId: string, { id }: Choice) => `${listId} ${id}`.replaceAll(" ", "_");

function ChoiceList(props: {
  listId: string;
  choices: readonly Choice[];
  current: Choice | undefined;
  onPick: (choice: Choice) => void;
}) {
  const { listId, choices, current, onPick } = props;
  const intl = useIntl();
  const list = useRef<HTMLDivElement>(null);
  const currentId = current?.id;
  useEffect(() => {
    if (currentId)
      list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [currentId]);
  return (
    <div
      ref={list}
      id={listId}
      role="listbox"
      aria-label={intl.formatMessage({ id: "palette" })}
      className="overflow-y-auto py-1"
    >
      {choices.map((choice) => (
        // The focus stays in the field; the keys of the field walk and choose here.
        <button
          key={choice.id}
          id={optionId(listId, choice)}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={choice === current}
          className="flex min-h-9 w-full items-center justify-between gap-4 px-3 py-1 text-left hover:bg-raised aria-selected:bg-raised"
          onClick={() => onPick(choice)}
        >
          <Name className="min-w-0 truncate">{choice.label}</Name>
          <span className="min-w-0 shrink-0 truncate text-sm text-faint">{choice.hint}</span>
        </button>
      ))}
    </div>
  );
}
