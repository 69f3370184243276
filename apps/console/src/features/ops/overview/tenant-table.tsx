import type { WallState } from "@aidc/contract";
import { useIntl } from "react-intl";
import { splitName } from "../../../ui/center-name.ts";
import { shareOf } from "../../../ui/format/share.ts";
import { Reading } from "../../../ui/reading.tsx";
import { Section } from "../../../ui/section.tsx";
import { ShareBar } from "../../../ui/share-bar.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";

type Tenant = WallState["tenants"][number];

/** Who leased how many cards, how many of them the schedulers hold, and how many run. */
export function TenantTable({ tenants }: { tenants: readonly Tenant[] }) {
  const intl = useIntl();
  const inCards = (column: "column.leased" | "column.allocated" | "column.active") =>
    intl.formatMessage({ id: "ops.tenants.cards" }, { what: intl.formatMessage({ id: column }) });
  const sorted = tenants.toSorted((a, b) => (b.leased ?? -1) - (a.leased ?? -1));
  return (
    <Section title={intl.formatMessage({ id: "ops.tenants" })}>
      {sorted.length === 0 ? (
        <p className="text-sm text-faint">{intl.formatMessage({ id: "wall.tenants.none" })}</p>
      ) : (
        <Table>
          <thead>
            <tr>
              <HeadCell>{intl.formatMessage({ id: "column.tenant" })}</HeadCell>
              <HeadCell> </HeadCell>
              <HeadCell isNumber>{inCards("column.leased")}</HeadCell>
              <HeadCell isNumber>{inCards("column.allocated")}</HeadCell>
              <HeadCell isNumber>{inCards("column.active")}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {sorted.map((tenant) => (
              <TenantRow key={tenant.id} tenant={tenant} />
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

function TenantRow({ tenant }: { tenant: Tenant }) {
  const intl = useIntl();
  const { leased, allocated, active } = tenant;
  return (
    <tr>
      <Cell>{splitName(tenant, intl.locale)[0]}</Cell>
      <Cell>
        <ShareBar
          parts={[
            { share: shareOf(allocated, leased), tone: "bar" },
            { share: shareOf(active, leased), tone: "bright" },
          ]}
          isUnknown={leased === null}
        />
      </Cell>
      <Cell isNumber>
        <Reading value={leased} unit="count" reason="no_lease" />
      </Cell>
      <Cell isNumber>
        <Reading value={allocated} unit="count" reason="not_collected" />
      </Cell>
      <Cell isNumber>
        <Reading value={active} unit="count" reason="not_collected" />
      </Cell>
    </tr>
  );
}
