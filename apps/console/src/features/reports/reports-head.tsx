import type { Viewer } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import type { api } from "../../api/queries.ts";
import { useSignOut } from "../../api/use-sign-out.ts";
import { isOperator } from "../../api/viewer.ts";
import { splitName } from "../../ui/center-name.ts";
import { PageSettings } from "../../ui/page-settings.tsx";
import { SignOutButton } from "../../ui/sign-out-button.tsx";
import { useReportPlace } from "./report-place.tsx";

type Centers = Awaited<ReturnType<typeof api.centers.list.call>>;
const small = "block min-h-8 rounded px-2 py-1 text-soft hover:bg-raised";

export function ReportsHead(props: { viewer: Viewer; centers: Centers; center: Centers[number] }) {
  const { viewer, centers, center } = props;
  const intl = useIntl();
  const signOut = useSignOut();
  const { change } = useReportPlace();
  const nameOf = (one: Centers[number]) => splitName(one, intl.locale)[0];
  return (
    <header className="no-print flex flex-wrap items-center gap-x-5 gap-y-2 border-b border-rule bg-panel px-4 py-3">
      <strong className="font-semibold">{intl.formatMessage({ id: "doors.reports" })}</strong>
      {centers.length > 1 ? (
        <select
          className="min-h-8 rounded border border-rule bg-panel px-1 text-sm"
          aria-label={intl.formatMessage({ id: "reports.center" })}
          value={center.id}
          onChange={({ target }) => change({ center: target.value, report: undefined })}
        >
          {centers.map((one) => (
            <option key={one.id} value={one.id}>
              {nameOf(one)}
            </option>
          ))}
        </select>
      ) : (
        <span>{nameOf(center)}</span>
      )}
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
