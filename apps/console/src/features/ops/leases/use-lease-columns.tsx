import type { Lease } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import type { MessageId } from "../../../i18n/messages/en.ts";
import type { Column } from "../../../ui/data-table.tsx";
import type { Mark } from "../../../ui/state-mark.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import type { LeaseState } from "./lease-state.ts";
import { contractOf, stateOf } from "./lease-state.ts";
import { useLeaseWords } from "./use-lease-words.ts";
import { useTenantName } from "./use-leases.ts";

const marks: Readonly<Record<LeaseState, Mark>> = {
  coming: "info",
  running: "normal",
  ending: "warning",
  ended: "unknown",
};

export function LeaseStateText({ state }: { state: LeaseState }) {
  const words = useLeaseWords();
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <StateMark mark={marks[state]} className="size-2.5" />
      {words.state(state)}
    </span>
  );
}

/** Columns of a list of leases. @param assigned assignments in force by lease */
export function useLeaseColumns(
  nowMs: number,
  assigned: ReadonlyMap<string, number>,
  withTenant: boolean,
): readonly Column<Lease>[] {
  const intl = useIntl();
  const words = useLeaseWords();
  const tenantName = useTenantName();
  const center = useOpsCenter();
  return useMemo(() => {
    const label = (id: MessageId) => intl.formatMessage({ id });
    const tenant: Column<Lease> = {
      id: "tenant",
      label: label("desk.column.tenant"),
      value: (lease) => tenantName(lease.tenant),
      draw: (lease) => (
        <Link
          to="/ops/tenants/$center/$tenant"
          params={{ center: center.id, tenant: lease.tenant }}
          className="hover:underline"
        >
          {tenantName(lease.tenant)}
        </Link>
      ),
    };
    return [
      {
        id: "lease",
        label: label("desk.lease"),
        value: ({ id }) => id,
        draw: ({ id }) => (
          <Link
            to="/ops/leases"
            search={{ open: id }}
            className="inline-block min-h-6 font-medium hover:underline"
          >
            {id}
          </Link>
        ),
      },
      ...(withTenant ? [tenant] : []),
      ...holdColumns(),
      {
        id: "state",
        label: label("column.state"),
        value: (lease) => words.state(stateOf(lease, nowMs)),
        draw: (lease) => <LeaseStateText state={stateOf(lease, nowMs)} />,
      },
    ];
    function holdColumns(): Column<Lease>[] {
      return [
        {
          id: "amount",
          label: label("desk.lease.amount"),
          value: ({ amount }) => amount,
          draw: (lease) => words.amount(lease.resource, lease.amount, null),
          isNumber: true,
        },
        {
          id: "model",
          label: label("column.model"),
          value: ({ model }) => (model ? words.model(model) : null),
          draw: (lease) =>
            lease.model
              ? words.model(lease.model)
              : lease.resource === "accelerators" && intl.formatMessage({ id: "desk.lease.anyModel" }),
        },
        { id: "terms", label: label("desk.lease.terms"), value: ({ terms }) => words.terms(terms) },
        { id: "contract", label: label("desk.lease.contract"), value: contractOf, isFaint: true },
        {
          id: "from",
          label: label("desk.column.from"),
          value: ({ from }) => from,
          draw: ({ from }) => words.moment(from),
          isNumber: true,
        },
        {
          id: "to",
          label: label("desk.column.to"),
          value: ({ to }) => to,
          draw: ({ to }) => words.moment(to),
          isNumber: true,
        },
        {
          id: "assigned",
          label: label("desk.lease.assigned"),
          value: ({ id }) => assigned.get(id) ?? 0,
          draw: ({ id }) => intl.formatNumber(assigned.get(id) ?? 0),
          isNumber: true,
        },
      ];
    }
  }, [intl, words, tenantName, center.id, nowMs, assigned, withTenant]);
}
