import type { KeyboardEvent } from "react";
import { useMemo, useState } from "react";
import { useIntl } from "react-intl";
import { recall, remember } from "./browser-memory.ts";

interface Choosable {
  readonly id: string;
  /** Worded. */
  readonly label: string;
  readonly isDeed?: boolean;
}

export interface ChosenColumns {
  readonly hidden: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
}

/**
 * The columns that somebody does not want to see. It is their look at this kind of table, so it stays in their browser and
 * is the same in every center; an address that is passed on shows its reader all. Files and searches have all columns.
 */
export function useChosenColumns(columns: readonly { readonly id: string }[]): ChosenColumns {
  const key = `aidc.columns.${columns.map(({ id }) => id).join(".")}`;
  const [chosen, choose] = useState<{ readonly key: string; readonly hidden: string } | null>(null);
  const text = chosen?.key === key ? chosen.hidden : (recall(key) ?? "");
  const hidden = useMemo(() => new Set(text.split(".").filter((id) => id !== "")), [text]);
  const toggle = (id: string) => {
    const next = hidden.has(id) ? [...hidden].filter((each) => each !== id) : [...hidden, id];
    remember(key, next.join("."));
    choose({ key, hidden: next.join(".") });
  };
  return { hidden, toggle };
}

/** What a row is called and what may be done with it always stand there. */
export const isChoosable = ({ isDeed }: { readonly isDeed?: boolean | undefined }, at: number): boolean =>
  at > 0 && isDeed !== true;

/** Which columns stand in the table, behind a button. */
export function ColumnChoice(props: { columns: readonly Choosable[]; chosen: ChosenColumns }) {
  const { columns, chosen } = props;
  const intl = useIntl();
  const choosable = columns.filter(isChoosable);
  const hiddenCount = choosable.filter(({ id }) => chosen.hidden.has(id)).length;
  return (
    <details
      className="relative text-sm"
      onKeyDown={closeOnEscape}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget)))
          currentTarget.open = false;
      }}
    >
      <summary className="flex min-h-8 cursor-pointer list-none items-center rounded border border-rule bg-panel px-2.5 hover:bg-raised">
        {intl.formatMessage({ id: "desk.columns" }, { hidden: hiddenCount })}
      </summary>
      <fieldset
        className="absolute right-0 z-20 mt-1 grid max-h-96 w-max max-w-[80vw] overflow-auto rounded border border-rule bg-panel p-2"
        tabIndex={-1}
      >
        <legend className="sr-only">{intl.formatMessage({ id: "desk.columns.which" })}</legend>
        {choosable.map(({ id, label }) => (
          <label key={id} className="flex min-h-7 cursor-pointer items-center gap-2 px-1 hover:bg-raised">
            <input type="checkbox" checked={!chosen.hidden.has(id)} onChange={() => chosen.toggle(id)} />
            {label}
          </label>
        ))}
      </fieldset>
    </details>
  );
}

function closeOnEscape(event: KeyboardEvent<HTMLDetailsElement>): void {
  if (event.key !== "Escape" || !event.currentTarget.open) return;
  event.stopPropagation();
  event.currentTarget.open = false;
  event.currentTarget.querySelector("summary")?.focus();
}
