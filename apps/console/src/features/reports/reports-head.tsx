import type { Viewer } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import { useSignOut } from "../../api/use-sign-out.ts";
import { isOperator } from "../../api/viewer.ts";
import { PageSettings } from "../../ui/page-settings.tsx";
import { SignOutButton } from "../../ui/sign-out-button.tsx";

const small =
  "inline-flex min-h-8 items-center rounded px-2 text-soft hover:bg-raised aria-[current=page]:bg-raised aria-[current=page]:text-ink";

/** The planner's pages and what belongs to whoever looks at them; `children` says which center it is about. */
export function ReportsHead({ viewer, children }: { viewer: Viewer; children?: ReactNode }) {
  const intl = useIntl();
  const signOut = useSignOut();
  return (
    <header className="no-print flex flex-wrap items-center gap-x-5 gap-y-2 border-b border-rule bg-panel px-4 py-3">
      <nav className="flex items-center gap-1" aria-label={intl.formatMessage({ id: "reports.pages" })}>
        <Link to="/reports" activeOptions={{ exact: true, includeSearch: false }} className={small}>
          {intl.formatMessage({ id: "doors.reports" })}
        </Link>
        <Link to="/reports/region" className={small}>
          {intl.formatMessage({ id: "region.title" })}
        </Link>
        <Link to="/reports/basis" className={small}>
          {intl.formatMessage({ id: "basis.page" })}
        </Link>
        <Link to="/reports/schedules" className={small}>
          {intl.formatMessage({ id: "schedules.page" })}
        </Link>
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
