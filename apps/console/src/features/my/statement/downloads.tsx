import { useIntl } from "react-intl";
import { StatementLinks } from "../../../ui/statement-links.tsx";
import { useOfTenant } from "../my-tenant.tsx";

const look =
  "inline-flex min-h-8 items-center rounded border border-rule bg-panel px-2.5 text-sm hover:bg-raised";

export function Downloads({ month, isBlocked }: { month: string; isBlocked: boolean }) {
  const intl = useIntl();
  const own = useOfTenant();
  if (isBlocked) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="text-sm text-faint">{intl.formatMessage({ id: "my.downloads" })}</span>
      <StatementLinks {...own} month={month} look={look} />
    </div>
  );
}
