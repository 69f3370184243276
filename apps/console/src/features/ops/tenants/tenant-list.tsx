import type { contract } from "@aidc/contract";
import type { InferContractRouterOutputs } from "@orpc/contract";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import type { IntlShape } from "react-intl";
import { useIntl } from "react-intl";
import { splitName } from "../../../ui/center-name.ts";
import type { Column } from "../../../ui/data-table.tsx";
import { Reading } from "../../../ui/reading.tsx";
import { DeskTable } from "../desk-table.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { standingWords } from "./standing-words.ts";

export type TenantRow = InferContractRouterOutputs<typeof contract>["tenants"]["list"][number];

export function TenantList({ tenants }: { tenants: readonly TenantRow[] }) {
  const center = useOpsCenter();
  return (
    <DeskTable
      name={`tenants-${center.id}`}
      columns={useColumns()}
      rows={tenants}
      rowKey={({ id }) => id}
      firstSort="contracted.desc"
    />
  );
}

function useColumns(): readonly Column<TenantRow>[] {
  const intl = useIntl();
  const center = useOpsCenter();
  return useMemo(() => {
    const count = (id: "contracted" | "assigned" | "leases" | "members"): Column<TenantRow> => ({
      id,
      label: intl.formatMessage({ id: `desk.tenants.${id}` }),
      value: (row) => row[id],
      draw: (row) => <Reading value={row[id]} unit="count" reason="not_stated" />,
      isNumber: true,
    });
    const name = (row: TenantRow) => splitName(row, intl.locale)[0];
    return [
      {
        id: "tenant",
        label: intl.formatMessage({ id: "desk.column.tenant" }),
        value: name,
        draw: (row) => (
          <Link
            to="/ops/tenants/$center/$tenant"
            params={{ center: center.id, tenant: row.id }}
            className="inline-flex min-h-6 items-center font-medium hover:underline"
          >
            {name(row)}
          </Link>
        ),
      },
      {
        id: "id",
        label: intl.formatMessage({ id: "desk.column.id" }),
        value: ({ id }) => id,
        draw: ({ id }) => <code className="text-xs">{id}</code>,
        isFaint: true,
      },
      ...standingColumns(intl),
      count("contracted"),
      count("assigned"),
      count("leases"),
      count("members"),
      {
        id: "requests",
        label: intl.formatMessage({ id: "desk.tenants.requests" }),
        value: ({ openRequests }) => openRequests,
        isNumber: true,
        draw: ({ id, openRequests }) =>
          openRequests > 0 ? (
            <Link to="/ops/requests" search={{ q: id }} className="underline">
              {intl.formatNumber(openRequests)}
            </Link>
          ) : (
            <Reading value={openRequests} unit="count" reason="not_stated" />
          ),
      },
    ];
  }, [intl, center.id]);
}

function standingColumns(intl: IntlShape): Column<TenantRow>[] {
  return (["class", "industry"] as const).map((id) => ({
    id,
    label: intl.formatMessage({ id: `desk.tenants.${id}` }),
    value: (row) => standingWords(intl.locale, row)[id],
    isFaint: true,
  }));
}
