import type { Lease } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import type { IntlShape } from "react-intl";
import { useIntl } from "react-intl";
import type { MessageId } from "../../../i18n/messages/en.ts";
import type { Column } from "../../../ui/data-table.tsx";
import { MarkedText } from "../../../ui/marked-text.tsx";
import type { Mark } from "../../../ui/state-mark.tsx";
import { assignedColumns } from "./assigned-columns.ts";
import type { Held } from "./count-assigned.ts";
import { intervalColumns } from "./interval-columns.ts";
import type { LeaseState } from "./lease-state.ts";
import { contractOf, stateOf } from "./lease-state.ts";
import { TenantLink } from "./place-links.tsx";
import type { LeaseWords } from "./use-lease-words.ts";
import { useLeaseWords } from "./use-lease-words.ts";
import { useTenantName } from "./use-leases.ts";

const marks: Readonly<Record<LeaseState, Mark>> = {
  coming: "info",
  running: "normal",
  ending: "warning",
  ended: "unknown",
};

/** Of the amount, for a file. */
const units: Readonly<Record<Lease["resource"], string>> = {
  accelerators: "cards",
  pflops: "PFLOPS",
  racks: "racks",
  rack_units: "U",
  power_w: "W",
};

export function LeaseStateText({ state }: { state: LeaseState }) {
  const words = useLeaseWords();
  return <MarkedText mark={marks[state]}>{words.state(state)}</MarkedText>;
}

/** Columns of a list of leases. @param assigned assignments in force by lease */
export function useLeaseColumns(
  nowMs: number,
  assigned: ReadonlyMap<string, Held>,
  withTenant: boolean,
): readonly Column<Lease>[] {
  const intl = useIntl();
  const words = useLeaseWords();
  const tenant = useTenantColumn();
  return useMemo(
    () => [
      {
        id: "lease",
        label: intl.formatMessage({ id: "desk.lease" }),
        value: ({ id }) => id,
        draw: ({ id }) => (
          <Link
            to="/ops/leases"
            search={{ open: id }}
            className="inline-flex min-h-6 items-center font-medium hover:underline"
          >
            {id}
          </Link>
        ),
      },
      ...(withTenant ? [tenant] : []),
      ...amountColumns(intl, words),
      ...intervalColumns(intl, words),
      ...assignedColumns(intl, assigned),
      {
        id: "state",
        label: intl.formatMessage({ id: "column.state" }),
        value: (lease) => words.state(stateOf(lease, nowMs)),
        draw: (lease) => <LeaseStateText state={stateOf(lease, nowMs)} />,
      },
    ],
    [intl, words, tenant, nowMs, assigned, withTenant],
  );
}

function useTenantColumn(): Column<Lease> {
  const intl = useIntl();
  const tenantName = useTenantName();
  return useMemo(
    () => ({
      id: "tenant",
      label: intl.formatMessage({ id: "desk.column.tenant" }),
      value: (lease) => tenantName(lease.tenant),
      draw: (lease) => <TenantLink tenant={lease.tenant} className="hover:underline" />,
    }),
    [intl, tenantName],
  );
}

function amountColumns(intl: IntlShape, words: LeaseWords): Column<Lease>[] {
  const label = (id: MessageId) => intl.formatMessage({ id });
  return [
    {
      id: "amount",
      label: label("desk.lease.amount"),
      value: ({ amount }) => amount,
      unit: ({ resource }) => units[resource],
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
          : lease.resource === "accelerators" && label("desk.lease.anyModel"),
    },
    { id: "terms", label: label("desk.lease.terms"), value: ({ terms }) => words.terms(terms) },
    { id: "contract", label: label("desk.lease.contract"), value: contractOf, isFaint: true },
  ];
}
