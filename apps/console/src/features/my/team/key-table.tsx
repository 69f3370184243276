import type { TenantKey } from "@aidc/contract";
import { useIntl } from "react-intl";
import { Button } from "../../../ui/button.tsx";
import { showDate, showMoment } from "../../../ui/format/time.ts";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { sayAuthor } from "../../../ui/use-author.ts";
import { useMyTenant } from "../my-tenant.tsx";

/** Keys by name and first letters; the key itself is known to nobody. */
export function KeyTable({
  keys,
  onRevoke,
}: {
  keys: readonly TenantKey[];
  onRevoke: (key: TenantKey) => void;
}) {
  const intl = useIntl();
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: "column.name" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "column.key" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "column.created" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "my.key.used" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "my.key.until" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "column.state" })}</HeadCell>
          <HeadCell> </HeadCell>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <KeyRow key={key.id} tenantKey={key} onRevoke={() => onRevoke(key)} />
        ))}
      </tbody>
    </Table>
  );
}

function KeyRow({ tenantKey, onRevoke }: { tenantKey: TenantKey; onRevoke: () => void }) {
  const intl = useIntl();
  const { timeZone } = useMyTenant().state.center;
  const { name, prefix, createdAt, createdBy, lastUsedAt, expiresAt, revokedAt } = tenantKey;
  const day = (iso: string) => showDate(Date.parse(iso), timeZone, intl.locale);
  const isOver = expiresAt !== null && Date.parse(expiresAt) <= Date.now();
  const state = revokedAt ? "my.key.revoked" : isOver ? "my.key.expired" : "my.key.works";
  return (
    <tr>
      <Cell>
        <span className="font-medium">{name}</span>
      </Cell>
      <Cell isFaint>
        <code>{`${prefix}\u2026`}</code>
      </Cell>
      <Cell isFaint>{`${day(createdAt)} · ${sayAuthor(createdBy, intl)}`}</Cell>
      <Cell isFaint>
        {lastUsedAt
          ? showMoment(Date.parse(lastUsedAt), timeZone, intl.locale)
          : intl.formatMessage({ id: "age.never" })}
      </Cell>
      <Cell isFaint>{expiresAt ? day(expiresAt) : intl.formatMessage({ id: "my.openend" })}</Cell>
      <Cell isFaint={state !== "my.key.works"}>{intl.formatMessage({ id: state })}</Cell>
      <Cell isNumber>
        {state === "my.key.works" && (
          <Button look="quiet" onClick={onRevoke}>
            {intl.formatMessage({ id: "my.key.revoke" })}
          </Button>
        )}
      </Cell>
    </tr>
  );
}
