import type { Viewer } from "@aidc/contract";
import { Link, useLocation } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import { useSignOut } from "../../api/use-sign-out.ts";
import { isOperator } from "../../api/viewer.ts";
import { PageSettings } from "../../ui/page-settings.tsx";
import { SignOutButton } from "../../ui/sign-out-button.tsx";
import { usePageTitle } from "../../ui/use-page-title.ts";

const pages = [
  { to: "/reports", label: "doors.reports" },
  { to: "/reports/region", label: "region.title" },
  { to: "/reports/basis", label: "basis.page" },
  { to: "/reports/schedules", label: "schedules.page" },
] as const;

const small =
  "inline-flex min-h-8 items-center rounded px-2 text-soft hover:bg-raised aria-[current=page]:bg-raised aria-[current=page]:text-ink";

/** The planner's pages and what belongs to whoever looks at them; `children` says which center it is about. */
export function ReportsHead(props: { viewer: Viewer; center?: string | undefined; children?: ReactNode }) {
  const { viewer, center, children } = props;
  const intl = useIntl();
  const signOut = useSignOut();
  const label = useLocation({ select: ({ pathname }) => pages.find(({ to }) => to === pathname)?.label });
  usePageTitle(label && intl.formatMessage({ id: label }), center);
  return (
    <header className="no-print flex flex-wrap items-center gap-x-5 gap-y-2 border-b border-rule bg-panel px-4 py-3">
      <nav className="flex items-center gap-1" aria-label={intl.formatMessage({ id: "reports.pages" })}>
        {pages.map(({ to, label }) => (
          <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }} className={small}>
            {intl.formatMessage({ id: label })}
          </Link>
        ))}
      </nav>
      {children}
      <nav
        className="ml-auto flex flex-wrap items-center gap-2"
        aria-label={intl.formatMessage({ id: "ops.nav" })}
      >
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
      </nav>
    </header>
  );
}
