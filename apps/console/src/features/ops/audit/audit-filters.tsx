import type { AuditEntry } from "@aidc/contract";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import type { FilterName } from "./filter-entries.ts";
import { filterNames, valuesOf } from "./filter-entries.ts";

const route = getRouteApi("/ops/audit");

/** Filters over what is loaded; each offers what occurs. */
export function AuditFilters({ entries }: { entries: readonly AuditEntry[] }) {
  return filterNames.map((name) => <Filter key={name} name={name} entries={entries} />);
}

function Filter({ name, entries }: { name: FilterName; entries: readonly AuditEntry[] }) {
  const intl = useIntl();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const chosen = search[name];
  const values = useMemo(() => valuesOf(entries, name), [entries, name]);
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
          {value}
        </option>
      ))}
    </select>
  );
}
