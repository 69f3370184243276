import type { TenantState } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { shareOf } from "../../../ui/format/share.ts";
import { Reading } from "../../../ui/reading.tsx";
import { ShareBar } from "../../../ui/share-bar.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useMyTenant } from "../my-tenant.tsx";

/** What the contracts promise of each model, and how much of it names cards by now. */
export function ModelTable({ models }: { models: TenantState["models"] }) {
  const intl = useIntl();
  const { center, tenant } = useMyTenant();
  if (models.length === 0) {
    return (
      <EmptyNote title={intl.formatMessage({ id: "my.bymodel.none" })}>
        <Link to="/my/$center/$tenant/requests" params={{ center, tenant }} className="underline">
          {intl.formatMessage({ id: "my.ask" })}
        </Link>
      </EmptyNote>
    );
  }
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: "column.model" })}</HeadCell>
          <HeadCell> </HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "my.contracted" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "my.assigned" })}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {models.map(({ model, name, contracted, assigned }) => (
          <tr key={model ?? ""}>
            <Cell>{model === null ? intl.formatMessage({ id: "my.anymodel" }) : name}</Cell>
            <Cell>
              <ShareBar
                parts={[{ share: shareOf(assigned, contracted), tone: "bright" }]}
                isUnknown={contracted === null}
              />
            </Cell>
            <Cell isNumber>
              <Reading value={contracted} unit="count" reason="not_stated" />
            </Cell>
            <Cell isNumber>
              <Reading value={assigned} unit="count" />
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
