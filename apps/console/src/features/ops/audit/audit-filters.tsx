import type { AuditEntry } from "@aidc/contract";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import type { FilterName } from "./filter-entries.ts";
import { fieldOf, filterNames, valuesOf } from "./filter-entries.ts";
import type { EntryWords } from "./use-entry-words.ts";

const route = getRouteApi("/ops/audit");

/** Filters over what is loaded; each offers what occurs. */
export function AuditFilters({ entries, words }: { entries: readonly AuditEntry[]; words: EntryWords }) {
  return filterNames.map((name) => <Filter key={name} name={name} entries={entries} say={words[name]} />);
}

function Filter(props: {
  name: FilterName;
  entries: readonly AuditEntry[];
  say: (entry: AuditEntry) => string;
}) {
  const { name, entries, say } = props;
  const intl = useIntl();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const chosen = search[name];
  const values = useMemo(() => valuesOf(entries, name), [entries, name]);
  const said = (value: string) => {
    const one = entries.find((entry) => fieldOf(entry, name) === value);
    return one ? say(one) : value;
  };
  const label = intl.formatMessage({ id: `desk.audit.filter.${name}` });
  return (
    <select
      className="min-h-8 max-w-48 rounded border border-rule bg-panel px-1.5 text-sm"
      aria-label={label}
      value={chosen ?? ""}
      onChange={({ target }) =>
        void navigate({ search: (before) => ({ ...before, [name]: target.value || undefined }) })
      }
    >
      <option value="">{label}</option>
      {chosen !== undefined && !values.includes(chosen) && <option value={chosen}>{chosen}</option>}
      {values.map((value) => (
        <option key={value} value={value}>
          {said(value)}
        </option>
      ))}
    </select>
  );
}
