import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import { EmptyNote } from "../../ui/empty-note.tsx";
import { isPlatformAdmin, useOpsViewer } from "./ops-viewer.tsx";

/** Pages that only platform administrators open; whoever comes by an address learns why it stays closed. */
export function AdminsOnly({ children }: { children: ReactNode }) {
  const intl = useIntl();
  const viewer = useOpsViewer();
  if (isPlatformAdmin(viewer)) return children;
  const role = intl.formatMessage({ id: `desk.role.${viewer.staffRole ?? "none"}` });
  return (
    <main>
      <EmptyNote title={intl.formatMessage({ id: "desk.admins" })}>
        <p>{intl.formatMessage({ id: "desk.admins.who" }, { name: viewer.person?.name ?? "", role })}</p>
      </EmptyNote>
    </main>
  );
}
