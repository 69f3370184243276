import type { Center } from "@aidc/contract";
import { Link, useNavigate } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import type { MessageId } from "../../i18n/messages/en.ts";
import { splitName } from "../../ui/center-name.ts";
import { PageSettings } from "../../ui/page-settings.tsx";
import { useOpsCenter } from "./ops-center.tsx";

const pages = [
  { to: "/ops", label: "ops.overview", exact: true },
  { to: "/ops/racks", label: "ops.racks", exact: false },
  { to: "/ops/sources", label: "ops.sources", exact: false },
] as const satisfies readonly { to: string; label: MessageId; exact: boolean }[];

export function OpsNav({ centers }: { centers: readonly Center[] }) {
  const intl = useIntl();
  const navigate = useNavigate();
  const center = useOpsCenter();
  const [name] = splitName(center, intl.locale);
  return (
    <nav
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-rule bg-panel p-4 md:sticky md:top-0 md:h-screen md:flex-col md:items-stretch md:border-r md:border-b-0"
      aria-label={intl.formatMessage({ id: "ops.nav" })}
    >
      {centers.length > 1 ? (
        <select
          className="min-h-8 max-w-full rounded border border-rule bg-panel px-1.5 font-semibold md:mb-3"
          aria-label={intl.formatMessage({ id: "ops.center" })}
          value={center.id}
          onChange={({ target }) =>
            void navigate({ to: "/ops", search: (before) => ({ ...before, center: target.value }) })
          }
        >
          {centers.map((each) => (
            <option key={each.id} value={each.id}>
              {splitName(each, intl.locale)[0]}
            </option>
          ))}
        </select>
      ) : (
        <strong className="px-2 font-semibold md:mb-3">{name}</strong>
      )}
      <ul className="flex gap-1 md:grid">
        {pages.map(({ to, label, exact }) => (
          <li key={to}>
            <Link
              to={to}
              activeOptions={{ exact, includeSearch: false }}
              className="block min-h-8 rounded px-2 py-1 text-soft hover:bg-raised"
              activeProps={{ className: "bg-raised font-semibold text-ink", "aria-current": "page" }}
            >
              {intl.formatMessage({ id: label })}
            </Link>
          </li>
        ))}
      </ul>
      <div className="ml-auto md:mt-auto md:ml-0">
        <PageSettings />
      </div>
    </nav>
  );
}
