import { useIntl } from "react-intl";
import { useOfTenant } from "../my-tenant.tsx";

const formats = ["csv", "xlsx", "json"] as const;
const look =
  "inline-flex min-h-8 items-center rounded border border-rule bg-panel px-2.5 text-sm hover:bg-raised";

/** The statement as files that agree with the page and with each other. */
export function Downloads({ month, isBlocked }: { month: string; isBlocked: boolean }) {
  const intl = useIntl();
  const { center, tenant } = useOfTenant();
  if (isBlocked) return null;
  const base = `/api/centers/${encodeURIComponent(center)}/tenants/${encodeURIComponent(tenant)}/statements/${month}/export`;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="text-sm text-faint">{intl.formatMessage({ id: "my.downloads" })}</span>
      {formats.map((format) => (
        <a key={format} className={look} href={`${base}?format=${format}`} download>
          {format.toUpperCase()}
        </a>
      ))}
    </div>
  );
}
