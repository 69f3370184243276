import type { Viewer } from "@aidc/contract";
import { Link, useLocation, useNavigate } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { useSignOut } from "../../api/use-sign-out.ts";
import { isOperator } from "../../api/viewer.ts";
import type { MessageId } from "../../i18n/messages/en.ts";
import { splitName } from "../../ui/center-name.ts";
import { PageSettings } from "../../ui/page-settings.tsx";
import { SignOutButton } from "../../ui/sign-out-button.tsx";
import { usePageTitle } from "../../ui/use-page-title.ts";
import { useMyTenant } from "./my-tenant.tsx";

const pages = [
  { to: "/my/$center/$tenant", label: "my.allocation", exact: true },
  { to: "/my/$center/$tenant/usage", label: "my.usage", exact: false },
  { to: "/my/$center/$tenant/charges", label: "my.charges", exact: false },
  { to: "/my/$center/$tenant/prices", label: "my.prices", exact: false },
  { to: "/my/$center/$tenant/requests", label: "my.requests", exact: false },
  { to: "/my/$center/$tenant/energy", label: "my.energy", exact: false },
  { to: "/my/$center/$tenant/status", label: "my.status", exact: false },
  { to: "/my/$center/$tenant/team", label: "my.team", exact: false },
] as const satisfies readonly { to: string; label: MessageId; exact: boolean }[];

/** The part of an address that names the page below its tenant. */
const placeIn = (pathname: string): string => pathname.split("/")[4] ?? "";

const small = "block min-h-8 rounded px-2 py-1 text-soft hover:bg-raised";

export function MyNav({ viewer }: { viewer: Viewer }) {
  const intl = useIntl();
  const signOut = useSignOut();
  const { center, tenant, state } = useMyTenant();
  const page = useLocation({ select: ({ pathname }) => placeIn(pathname) });
  const label = pages.find(({ to }) => placeIn(to) === page)?.label;
  usePageTitle(label && intl.formatMessage({ id: label }), splitName(state.tenant, intl.locale)[0]);
  return (
    <nav
      className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-2 border-b border-rule bg-panel p-4 md:sticky md:top-0 md:h-screen md:flex-col md:flex-nowrap md:items-stretch md:overflow-y-auto md:border-r md:border-b-0"
      aria-label={intl.formatMessage({ id: "ops.nav" })}
    >
      <TenantName memberships={viewer.memberships} />
      <ul className="flex min-w-0 flex-wrap gap-1 md:grid">
        {pages.map(({ to, label, exact }) => (
          <li key={to}>
            <Link
              to={to}
              params={{ center, tenant }}
              activeOptions={{ exact, includeSearch: false }}
              className={small}
              activeProps={{ className: "bg-raised font-semibold text-ink", "aria-current": "page" }}
            >
              {intl.formatMessage({ id: label })}
            </Link>
          </li>
        ))}
      </ul>
      <div className="ml-auto flex flex-wrap items-center gap-2 md:mt-auto md:ml-0 md:grid md:justify-items-start">
        {isOperator(viewer) && (
          <Link to="/ops" className={small}>
            {intl.formatMessage({ id: "doors.ops" })}
          </Link>
        )}
        <Link to="/account" className={small}>
          {viewer.person?.name ?? intl.formatMessage({ id: "account.title" })}
        </Link>
        <SignOutButton onSignOut={signOut} />
        <PageSettings />
      </div>
    </nav>
  );
}

/** Whose page this is; a choice where a person has several places. */
function TenantName({ memberships }: { memberships: Viewer["memberships"] }) {
  const intl = useIntl();
  const navigate = useNavigate();
  const { center, tenant, state } = useMyTenant();
  const [name] = splitName(state.tenant, intl.locale);
  const [centerName] = splitName(state.center, intl.locale);
  const choose = (chosen: string) => {
    const found = memberships.find((each) => `${each.center}/${each.tenant}` === chosen);
    if (!found) return;
    void navigate({ to: "/my/$center/$tenant", params: { center: found.center, tenant: found.tenant } });
  };
  return (
    <div className="grid min-w-0 gap-2 md:mb-3">
      <p className="min-w-0 px-2">
        <strong className="block font-semibold break-words">{name}</strong>
        <span className="block text-sm text-faint">{centerName}</span>
      </p>
      {memberships.length > 1 && (
        <select
          className="min-h-8 w-full min-w-0 rounded border border-rule bg-panel px-1 text-sm"
          aria-label={intl.formatMessage({ id: "my.choose" })}
          value={`${center}/${tenant}`}
          onChange={({ target }) => choose(target.value)}
        >
          {memberships.map((each) => (
            <option key={`${each.center}/${each.tenant}`} value={`${each.center}/${each.tenant}`}>
              {`${each.tenantName} · ${each.centerName}`}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
