import type { Viewer } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import { api } from "../../api/queries.ts";
import { isPlanner } from "../../api/viewer.ts";
import { Asked } from "../../ui/asked.tsx";
import { EmptyNote } from "../../ui/empty-note.tsx";
import { NoCenterYet } from "../../ui/no-center.tsx";
import { SignInHint } from "../../ui/sign-in-hint.tsx";

export type Centers = Awaited<ReturnType<typeof api.centers.list.call>>;

/** Lets planners and operators in, with the centers that there are. */
export function PlannerDoor(props: { children: (viewer: Viewer, centers: Centers) => ReactNode }) {
  const session = useQuery(api.access.whoAmI.queryOptions({ refetchInterval: 60_000 }));
  return (
    <Asked query={session} lines={12}>
      {(viewer) => {
        if (viewer.kind === "none") return <Navigate to="/sign-in" search={{ next: "/reports" }} replace />;
        return isPlanner(viewer) ? <Inside {...props} viewer={viewer} /> : <NotForThem />;
      }}
    </Asked>
  );
}

function Inside(props: { viewer: Viewer; children: (viewer: Viewer, centers: Centers) => ReactNode }) {
  const centers = useQuery(api.centers.list.queryOptions());
  return (
    <Asked query={centers} lines={12}>
      {(list) => (list.length > 0 ? props.children(props.viewer, list) : <NoCenterYet />)}
    </Asked>
  );
}

function NotForThem() {
  const intl = useIntl();
  return (
    <main className="mx-auto max-w-3xl p-8 pt-[12vh]">
      <h1 className="text-2xl font-semibold">{intl.formatMessage({ id: "doors.reports" })}</h1>
      <EmptyNote title={intl.formatMessage({ id: "reports.noaccess" })}>
        <SignInHint isSpent={false} />
      </EmptyNote>
    </main>
  );
}
