import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Button } from "../../../ui/button.tsx";
import { Section } from "../../../ui/section.tsx";
import { useMyTenant, useOfTenant } from "../my-tenant.tsx";
import { Page } from "../page.tsx";
import { AskForm } from "./ask-form.tsx";
import { RequestList } from "./request-list.tsx";

const route = getRouteApi("/my/$center/$tenant/requests");
const refreshMs = 15_000;

/** What the tenant asked for and what was answered; an administrator asks and takes back. */
export function RequestsPage() {
  const intl = useIntl();
  const own = useOfTenant();
  const { role } = useMyTenant();
  const { ask, lease } = route.useSearch();
  const navigate = route.useNavigate();
  const requests = useQuery(api.leasing.requests.queryOptions({ input: own, refetchInterval: refreshMs }));
  const allocation = useQuery(api.my.allocation.queryOptions({ input: own }));
  const isAdmin = role === "tenant_admin";
  const close = () =>
    void navigate({ search: (before) => ({ ...before, ask: undefined, lease: undefined }), replace: true });
  const open = () => void navigate({ search: (before) => ({ ...before, ask: "new" }) });
  return (
    <Page
      title={intl.formatMessage({ id: "my.requests.title" })}
      aside={
        isAdmin &&
        ask === undefined && (
          <Button look="strong" onClick={open}>
            {intl.formatMessage({ id: "my.ask" })}
          </Button>
        )
      }
    >
      {!isAdmin && <p className="text-sm text-faint">{intl.formatMessage({ id: "my.requests.admins" })}</p>}
      {isAdmin && ask !== undefined && (
        <Section title={intl.formatMessage({ id: "my.ask" })}>
          <AskForm key={`${ask} ${lease}`} kind={ask} lease={lease} onClose={close} />
        </Section>
      )}
      <Section title={intl.formatMessage({ id: "my.requests" })}>
        <Asked query={requests} lines={5}>
          {(list) => (
            <RequestList
              requests={list}
              leases={allocation.data?.leases ?? []}
              canWithdraw={isAdmin}
              onAsk={isAdmin && ask === undefined ? open : null}
            />
          )}
        </Asked>
      </Section>
    </Page>
  );
}
