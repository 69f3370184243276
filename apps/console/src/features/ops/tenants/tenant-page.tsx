import { getRouteApi, Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { Asked } from "../../../ui/asked.tsx";
import { Button } from "../../../ui/button.tsx";
import { splitName } from "../../../ui/center-name.ts";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { Reading } from "../../../ui/reading.tsx";
import { Sheet } from "../../../ui/sheet.tsx";
import { useTenants } from "../leases/use-leases.ts";
import { useDeskSearch } from "../use-desk-search.ts";
import { standingWords } from "./standing-words.ts";
import { TenantForm } from "./tenant-form.tsx";
import { TenantHoldings } from "./tenant-holdings.tsx";
import type { TenantRow } from "./tenant-list.tsx";
import { TenantPapers } from "./tenant-papers.tsx";
import { TenantPeople } from "./tenant-people.tsx";
import { TenantStandings } from "./tenant-standings.tsx";

const route = getRouteApi("/ops/tenants/$center/$tenant");
const linkLook =
  "inline-flex min-h-8 items-center rounded border border-rule bg-panel px-2.5 text-sm hover:bg-raised";

/** One tenant: what it holds, who may sign in, what it asks for and what it was charged. */
export function TenantPage() {
  const intl = useIntl();
  const { tenant: id } = route.useParams();
  const tenants = useTenants();
  const back = (
    <Link to="/ops/tenants" className="text-sm text-faint hover:underline">
      {`\u2190 ${intl.formatMessage({ id: "desk.tenant.back" })}`}
    </Link>
  );
  return (
    <main className="grid gap-6">
      <Asked query={tenants} lines={12}>
        {(list) => {
          const tenant = list.find((each) => each.id === id);
          if (!tenant)
            return <EmptyNote title={intl.formatMessage({ id: "desk.tenant.absent" })}>{back}</EmptyNote>;
          return (
            <>
              <div>
                {back}
                <TenantHead tenant={tenant} />
              </div>
              <TenantHoldings tenantId={id} />
              <TenantPeople tenantId={id} />
              <TenantStandings tenantId={id} />
              <TenantPapers tenantId={id} />
            </>
          );
        }}
      </Asked>
    </main>
  );
}

function TenantHead({ tenant }: { tenant: TenantRow }) {
  const intl = useIntl();
  const { center } = route.useParams();
  const { form, change } = useDeskSearch();
  const [name, other] = splitName(tenant, intl.locale);
  const standing = standingWords(intl.locale, tenant);
  const close = () => change({ form: undefined });
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
      <div>
        <h1 className="text-2xl font-semibold">{name}</h1>
        <p className="text-sm text-faint">
          {other && <span className="mr-3">{other}</span>}
          <code>{tenant.id}</code>
        </p>
        <p className="text-sm text-faint">{intl.formatMessage({ id: "desk.tenant.standing" }, standing)}</p>
      </div>
      <dl className="flex flex-wrap gap-x-6 text-sm">
        {(["contracted", "assigned", "members"] as const).map((fact) => (
          <div key={fact}>
            <dt className="text-faint">{intl.formatMessage({ id: `desk.tenants.${fact}` })}</dt>
            <dd className="num text-lg font-semibold">
              <Reading value={tenant[fact]} unit="count" reason="not_stated" />
            </dd>
          </div>
        ))}
      </dl>
      <div className="ml-auto flex flex-wrap gap-2">
        <Link to="/ops/leases" search={{ q: tenant.id }} className={linkLook}>
          {intl.formatMessage({ id: "desk.tenant.timeline" })}
        </Link>
        <Link to="/my/$center/$tenant" params={{ center, tenant: tenant.id }} className={linkLook}>
          {intl.formatMessage({ id: "desk.tenant.my" })}
        </Link>
        <Button onClick={() => change({ form: "change" })}>
          {intl.formatMessage({ id: "desk.tenants.change" })}
        </Button>
      </div>
      <Sheet
        isOpen={form === "change"}
        onClose={close}
        title={intl.formatMessage({ id: "desk.tenants.change" })}
        place="middle"
      >
        <TenantForm tenant={tenant} taken={[]} onDone={close} />
      </Sheet>
    </div>
  );
}
