import type { LeaseRequest } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Choice } from "../../../ui/choice.tsx";
import type { Column } from "../../../ui/data-table.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { MarkedText } from "../../../ui/marked-text.tsx";
import { Section } from "../../../ui/section.tsx";
import { sayAuthor } from "../../../ui/use-author.ts";
import { DeskTable } from "../desk-table.tsx";
import { useLeaseWords } from "../leases/use-lease-words.ts";
import { useLeaseBook, useTenantName } from "../leases/use-leases.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { RequestDrawer } from "./request-drawer.tsx";

const route = getRouteApi("/ops/requests");
const shows = ["open", "all"] as const;
const lookEveryMs = 20_000;
export const requestMarks = {
  open: "warning",
  approved: "normal",
  declined: "info",
  withdrawn: "unknown",
} as const;

/** What tenants ask for. Open ones first; each opens beside the list with what it would change. */
export function RequestsPage() {
  const intl = useIntl();
  const center = useOpsCenter();
  const requests = useQuery(
    api.leasing.openRequests.queryOptions({ input: { center: center.id }, refetchInterval: lookEveryMs }),
  );
  return (
    <main>
      <Section title={intl.formatMessage({ id: "desk.page.requests" })}>
        <Asked query={requests} lines={8}>
          {(list) =>
            list.length === 0 ? (
              <EmptyNote title={intl.formatMessage({ id: "desk.requests.none" })}>
                <p>{intl.formatMessage({ id: "desk.requests.none.how" })}</p>
              </EmptyNote>
            ) : (
              <RequestList requests={list} />
            )
          }
        </Asked>
      </Section>
      {requests.data && <RequestDrawer requests={requests.data} />}
    </main>
  );
}

function RequestList({ requests }: { requests: readonly LeaseRequest[] }) {
  const intl = useIntl();
  const center = useOpsCenter();
  const { show = "open" } = route.useSearch();
  const navigate = route.useNavigate();
  const rows = useMemo(
    () => requests.filter(({ state }) => show === "all" || state === "open"),
    [requests, show],
  );
  const choice = (
    <Choice
      label={intl.formatMessage({ id: "column.state" })}
      value={show}
      options={shows.map((value) => ({ value, text: intl.formatMessage({ id: `desk.requests.${value}` }) }))}
      onChange={(value) => void navigate({ search: (before) => ({ ...before, show: value }) })}
    />
  );
  const columns = useColumns();
  if (rows.length === 0)
    return (
      <>
        {choice}
        <EmptyNote title={intl.formatMessage({ id: "desk.requests.allDone" })} />
      </>
    );
  return (
    <DeskTable
      name={`requests-${center.id}`}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      firstSort="asked.asc"
      tools={choice}
    />
  );
}

function useColumns(): readonly Column<LeaseRequest>[] {
  const intl = useIntl();
  const words = useLeaseWords();
  const tenantName = useTenantName();
  const leases = useLeaseBook().data?.leases;
  return useMemo(() => {
    const wish = (request: LeaseRequest) => {
      const asked = request.wish;
      return words.wish(asked, leases?.find((each) => "lease" in asked && each.id === asked.lease) ?? null);
    };
    const state = ({ state: is }: LeaseRequest) => intl.formatMessage({ id: `desk.request.state.${is}` });
    return [
      {
        id: "tenant",
        label: intl.formatMessage({ id: "desk.column.tenant" }),
        value: ({ tenant }) => tenantName(tenant),
      },
      {
        id: "kind",
        label: intl.formatMessage({ id: "desk.request.kind" }),
        value: (request) => intl.formatMessage({ id: `desk.wish.kind.${request.wish.kind}` }),
      },
      {
        id: "wish",
        label: intl.formatMessage({ id: "desk.request.wish" }),
        value: wish,
        draw: (request) => (
          <Link
            from="/ops/requests"
            to="/ops/requests"
            search={(before) => ({ ...before, open: request.id })}
            className="inline-flex min-h-6 items-center font-medium hover:underline"
          >
            {wish(request)}
          </Link>
        ),
      },
      {
        id: "state",
        label: intl.formatMessage({ id: "column.state" }),
        value: state,
        draw: (request) => <MarkedText mark={requestMarks[request.state]}>{state(request)}</MarkedText>,
      },
      {
        id: "by",
        label: intl.formatMessage({ id: "desk.request.by" }),
        value: ({ askedBy }) => sayAuthor(askedBy, intl),
      },
      {
        id: "asked",
        label: intl.formatMessage({ id: "desk.request.asked" }),
        value: ({ askedAt }) => askedAt,
        draw: ({ askedAt }) => words.moment(askedAt),
        isNumber: true,
      },
    ];
  }, [intl, words, tenantName, leases]);
}
