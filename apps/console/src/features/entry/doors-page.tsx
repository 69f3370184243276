import { useQuery } from "@tanstack/react-query";
import { Link, Navigate } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { api } from "../../api/queries.ts";
import { isOperator } from "../../api/viewer.ts";
import type { MessageId } from "../../i18n/messages/en.ts";
import { PageSettings } from "../../ui/page-settings.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";

const doors = [
  { to: "/ops", name: "doors.ops", what: "doors.ops.what" },
  { to: "/reports", name: "doors.reports", what: "doors.reports.what" },
  { to: "/my", name: "doors.my", what: "doors.my.what" },
] as const satisfies readonly { to: string; name: MessageId; what: MessageId }[];

/** `/`: an operator goes on to the desk; everybody else chooses, the language first. */
export function DoorsPage() {
  const intl = useIntl();
  const session = useQuery(api.access.whoAmI.queryOptions());
  if (session.isPending) return <Skeleton />;
  if (session.data && isOperator(session.data)) return <Navigate to="/ops" replace />;
  return (
    <main className="mx-auto grid max-w-2xl gap-8 p-8 pt-[12vh]">
      <PageSettings />
      <h1 className="text-3xl font-semibold">{intl.formatMessage({ id: "doors.title" })}</h1>
      <ul className="grid">
        {doors.map(({ to, name, what }) => (
          <li key={to} className="border-t border-rule">
            <Link
              to={to}
              className="flex flex-wrap items-baseline justify-between gap-x-6 px-1 py-4 hover:bg-raised"
            >
              <span className="text-lg font-medium">{intl.formatMessage({ id: name })}</span>
              <span className="text-faint">{intl.formatMessage({ id: what })}</span>
            </Link>
          </li>
        ))}
        <li className="border-y border-rule px-1 py-4 text-faint">
          <span className="mr-6 text-lg">{intl.formatMessage({ id: "doors.wall" })}</span>
          {intl.formatMessage({ id: "doors.wall.how" })}
        </li>
      </ul>
    </main>
  );
}
