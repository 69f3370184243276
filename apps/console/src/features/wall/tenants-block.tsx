import type { LiveValue, WallState } from "@aidc/contract";
import { memo } from "react";
import { useIntl } from "react-intl";
import { splitName } from "../../ui/center-name.ts";
import { shareOf } from "../../ui/format/share.ts";
import { Reading } from "../../ui/reading.tsx";
import { useWords } from "../../ui/use-words.ts";
import { ageOf, Block } from "./block.tsx";

type Tenant = WallState["tenants"][number];

/** The largest tenants: what each leased, what its scheduler holds of it, and what runs. */
export const TenantsBlock = memo(function TenantsBlock(props: {
  tenants: WallState["tenants"];
  occupancy: LiveValue;
  /** More rows would be smaller than can be read. */
  most: number;
}) {
  const { tenants, occupancy, most } = props;
  const intl = useIntl();
  const words = useWords();
  const largest = tenants.toSorted((a, b) => sizeOf(b) - sizeOf(a)).slice(0, most);
  const scale = Math.max(...largest.map(sizeOf), 0);
  return (
    <Block
      className="wall-tenants"
      title={
        <>
          {intl.formatMessage({ id: "wall.tenants" })}{" "}
          {occupancy.value === null ? (
            <Reading value={null} unit={occupancy.unit} reason={occupancy.reason} />
          ) : (
            <span>{words.percent(occupancy.value)}</span>
          )}
        </>
      }
      aside={largest.length > 0 && <span>{intl.formatMessage({ id: "ladder.active" })}</span>}
      age={ageOf([])}
    >
      {largest.length === 0 && (
        <p className="wall-empty">{intl.formatMessage({ id: "wall.tenants.none" })}</p>
      )}
      <ol>
        {largest.map((tenant) => (
          <TenantRow key={tenant.id} tenant={tenant} scale={scale} />
        ))}
      </ol>
    </Block>
  );
});

const parts = ["leased", "allocated", "active"] as const;

function sizeOf({ leased, allocated, active }: Tenant): number {
  return Math.max(...[leased, allocated, active].filter((amount) => amount !== null), 0);
}

function TenantRow({ tenant, scale }: { tenant: Tenant; scale: number }) {
  const intl = useIntl();
  const words = useWords();
  const [name] = splitName(tenant, intl.locale);
  const activity = shareOf(tenant.active, tenant.leased ?? tenant.allocated);
  const say = (amount: number | null) => (amount === null ? "\u2014" : words.count(amount));
  const label = intl.formatMessage(
    { id: "wall.tenants.row" },
    { name, leased: say(tenant.leased), allocated: say(tenant.allocated), active: say(tenant.active) },
  );
  return (
    <li aria-label={label}>
      {parts.map((part) => {
        const share = shareOf(tenant[part], scale);
        return (
          share !== null && (
            <i key={part} data-part={part} style={{ width: `${(share * 100).toFixed(2)}%` }} />
          )
        );
      })}
      <span>{name}</span>
      <span className="wall-strong">{activity === null ? "\u2014" : words.percent(activity)}</span>
    </li>
  );
}
